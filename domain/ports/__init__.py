"""What the use cases ask of the outside: Protocols that `storage` and `bot` fulfil."""

from domain.ports.applications import (
    ApplicationsGateway,
    FormOpener,
    GroupAssigner,
    PlaceKeeper,
)
from domain.ports.birthdays import BirthdaysGateway
from domain.ports.board import BallotKeeper, BallotsGateway, MeetingsGateway
from domain.ports.chats import ChatsGateway
from domain.ports.dues import Biller, DebtLookup, DuesGateway, DuesKeeper
from domain.ports.entry import EntryGateway, PartingGateway
from domain.ports.forms import FormsGateway
from domain.ports.groups import GroupsGateway
from domain.ports.introductions import IntroductionsGateway
from domain.ports.leaving import DeparturesGateway
from domain.ports.members import MembersGateway, MembershipLookup
from domain.ports.moderation import ModerationGateway
from domain.ports.operations import Clock, Jobs, OperationsGateway
from domain.ports.people import AuditGateway, ConsentGateway, ContactsGateway, RolesGateway, Scopes
from domain.ports.publications import ChatsLookup, PublicationsGateway
from domain.ports.webinars import AudienceLookup, WebinarsGateway

__all__ = [
    "ApplicationsGateway",
    "AudienceLookup",
    "AuditGateway",
    "BallotKeeper",
    "BallotsGateway",
    "Biller",
    "BirthdaysGateway",
    "ChatsGateway",
    "ChatsLookup",
    "Clock",
    "ConsentGateway",
    "ContactsGateway",
    "DebtLookup",
    "DeparturesGateway",
    "DuesGateway",
    "DuesKeeper",
    "EntryGateway",
    "FormOpener",
    "FormsGateway",
    "GroupAssigner",
    "GroupsGateway",
    "IntroductionsGateway",
    "Jobs",
    "MeetingsGateway",
    "MembersGateway",
    "MembershipLookup",
    "ModerationGateway",
    "OperationsGateway",
    "PartingGateway",
    "PlaceKeeper",
    "PublicationsGateway",
    "RolesGateway",
    "Scopes",
    "WebinarsGateway",
]
