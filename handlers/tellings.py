"""Who tells which event: one table for the worker and the clock alike."""

from collections.abc import Callable
from typing import Any

from domain import applications as applied
from domain import entry as joining
from domain import webinars as held
from domain.board import (
    ApplicationDecided,
    MeetingEnded,
    MeetingMissing,
    MeetingOver,
    MeetingPlanned,
    NotAMoment,
)
from domain.chats import (
    ChatConnected,
    ChatFound,
    ChatLeft,
    ChatLost,
    ChatMissing,
    ChatMoved,
    KindUnfit,
    RightsChanged,
)
from domain.consent import ConsentGiven
from domain.contacts import DataNotMade, DataRequested, Erased
from domain.forms import Asking, Discarded, DraftLying, FormSent, Paused, Summing
from domain.groups import (
    BulkAssigned,
    GroupClosed,
    GroupProposed,
    MemberPlaced,
    ProposalDeclined,
    QuestionAnswered,
    QuestionAsked,
    RepresentativeNamed,
    RosterNotMade,
    RosterOrdered,
)
from domain.mailings import TopicsChosen, Unsubscribed
from domain.members import (
    InvitationInvalid,
    LastRepresentative,
    MemberMissing,
    MembershipChanged,
    MembershipOutOfTurn,
    RepresentativeAdded,
    RepresentativeInvited,
    RepresentativeRemoved,
    TooManyRepresentatives,
)
from domain.operations import UpdateSetAside
from domain.roles import NotAllowed, RoleGiven, RoleTaken
from handlers import applications, board, chats, contacts, forms, mailings, members, operations
from handlers.entry import asking, deciding, parting
from handlers.groups import charters, places, questions, rosters, speakers, unplaced
from handlers.roles import giving, view
from handlers.say import Say
from handlers.webinars import afterwards, guests, notices, organisers

TELLINGS: dict[type, Callable[[Any, Say], None]] = {
    Asking: forms.tell_asking,
    BulkAssigned: unplaced.tell_bulk_assigned,
    GroupClosed: charters.tell_group_closed,
    GroupProposed: places.tell_group_proposed,
    MemberPlaced: places.tell_member_placed,
    NotAllowed: view.tell_not_allowed,
    ProposalDeclined: places.tell_proposal_declined,
    QuestionAnswered: questions.tell_question_answered,
    QuestionAsked: questions.tell_question_asked,
    RepresentativeNamed: speakers.tell_representative_named,
    RoleGiven: giving.tell_role_given,
    RoleTaken: giving.tell_role_taken,
    RosterNotMade: rosters.tell_roster_not_made,
    RosterOrdered: rosters.tell_roster_ordered,
    ConsentGiven: mailings.tell_consent_given,
    DataNotMade: contacts.tell_data_not_made,
    DataRequested: contacts.tell_data_requested,
    Discarded: forms.tell_discarded,
    DraftLying: forms.tell_draft_lying,
    Erased: contacts.tell_erased,
    FormSent: forms.tell_form_sent,
    Paused: forms.tell_paused,
    Summing: forms.tell_summing,
    TopicsChosen: mailings.tell_topics_chosen,
    Unsubscribed: mailings.tell_unsubscribed,
    UpdateSetAside: operations.tell_update_set_aside,
    applied.AlreadyMember: applications.tell_already_member,
    applied.ApplicationAccepted: applications.tell_application_accepted,
    applied.ApplicationDeclined: applications.tell_application_declined,
    applied.ApplicationGone: applications.tell_application_gone,
    applied.ApplicationMissing: applications.tell_application_missing,
    applied.ApplicationNotMade: applications.tell_application_not_made,
    applied.ApplicationPrepared: applications.tell_application_prepared,
    applied.ApplicationReturned: applications.tell_application_returned,
    applied.ApplicationSubmitted: applications.tell_application_submitted,
    applied.ApplicationWithdrawn: applications.tell_application_withdrawn,
    applied.Card: applications.tell_card,
    applied.ConfirmationNotEnough: applications.tell_confirmation_not_enough,
    applied.NothingSigned: applications.tell_nothing_signed,
    applied.OutOfTurn: applications.tell_out_of_turn,
    applied.QuestionAnswered: applications.tell_question_answered,
    applied.QuestionAsked: applications.tell_question_asked,
    applied.QuestionnaireArrived: applications.tell_questionnaire_arrived,
    applied.ReasonMissing: applications.tell_reason_missing,
    applied.ScanAdded: applications.tell_scan_added,
    applied.ScanEmptied: applications.tell_scan_emptied,
    applied.NotAPage: applications.tell_not_a_page,
    applied.TooManyPages: applications.tell_too_many_pages,
    ApplicationDecided: board.tell_application_decided,
    MeetingEnded: board.tell_meeting_ended,
    MeetingMissing: board.tell_meeting_missing,
    MeetingOver: board.tell_meeting_over,
    MeetingPlanned: board.tell_meeting_planned,
    NotAMoment: board.tell_not_a_moment,
    ChatConnected: chats.tell_chat_connected,
    ChatFound: chats.tell_chat_found,
    ChatLeft: chats.tell_chat_left,
    ChatLost: chats.tell_chat_lost,
    ChatMissing: chats.tell_chat_missing,
    ChatMoved: chats.tell_chat_moved,
    KindUnfit: chats.tell_kind_unfit,
    RightsChanged: chats.tell_rights_changed,
    joining.CardDue: deciding.tell_card_due,
    joining.CardWanted: deciding.tell_card_wanted,
    joining.EntryRefused: asking.tell_entry_refused,
    joining.LetIn: asking.tell_let_in,
    joining.Newcomer: asking.tell_newcomer,
    joining.NotOfGroup: deciding.tell_not_of_group,
    joining.Parted: parting.tell_parted,
    joining.RequestDecided: deciding.tell_request_decided,
    joining.RequestMissing: asking.tell_request_missing,
    joining.RequestOver: asking.tell_request_over,
    joining.RequestSettled: deciding.tell_request_settled,
    joining.RequestShown: deciding.tell_request_shown,
    joining.RulesAccepted: asking.tell_rules_accepted,
    joining.RulesDue: asking.tell_rules_due,
    joining.WayBack: parting.tell_way_back,
    InvitationInvalid: members.tell_invitation_invalid,
    LastRepresentative: members.tell_last_representative,
    MemberMissing: members.tell_member_missing,
    MembershipChanged: members.tell_membership_changed,
    MembershipOutOfTurn: members.tell_membership_out_of_turn,
    RepresentativeAdded: members.tell_representative_added,
    RepresentativeInvited: members.tell_representative_invited,
    RepresentativeRemoved: members.tell_representative_removed,
    TooManyRepresentatives: members.tell_too_many_representatives,
    held.Announced: notices.tell_announced,
    held.AttendanceNoted: afterwards.tell_attendance_noted,
    held.CertificateOrdered: afterwards.tell_certificate_ordered,
    held.FeedbackDue: notices.tell_feedback_due,
    held.FileNotMade: afterwards.tell_file_not_made,
    held.Invitation: guests.tell_invitation,
    held.NotForYou: guests.tell_not_for_you,
    held.OfferLapsed: notices.tell_offer_lapsed,
    held.PlaceOffered: notices.tell_place_offered,
    held.PlanMissing: notices.tell_plan_missing,
    held.Posted: organisers.tell_posted,
    held.RecordingReady: notices.tell_recording_ready,
    held.ReminderDue: notices.tell_reminder_due,
    held.Report: afterwards.tell_report,
    held.ReportOrdered: afterwards.tell_report_ordered,
    held.Roll: afterwards.tell_roll,
    held.Scored: afterwards.tell_scored,
    held.TooLate: guests.tell_too_late,
    held.WebinarCard: organisers.tell_webinar_card,
    held.WebinarMissing: guests.tell_webinar_missing,
    held.WebinarMoved: notices.tell_webinar_moved,
    held.WebinarOutOfTurn: guests.tell_webinar_out_of_turn,
}


def tell(event: object, say: Say) -> None:
    """Tell an event to everyone it concerns, each in their language."""
    TELLINGS[type(event)](event, say)
