"""Forms: questions as data, answers with checks, drafts that outlive restarts and changes of the form."""

from domain.forms.checks import clean, fits_types, write_phone
from domain.forms.choices import known_options
from domain.forms.drafts import FormTerms, OutOfDate, Source
from domain.forms.entities import (
    ANSWERED,
    NO,
    SEVERAL,
    WITH_OPTIONS,
    WORKING_GROUPS,
    YES,
    Answers,
    Contact,
    Draft,
    Form,
    Kind,
    Option,
    Question,
    Raw,
    Upload,
)
from domain.forms.events import Asking, Discarded, DraftLying, FormSent, Paused, Summing, Unfinished
from domain.forms.moments import local, microseconds, read_anniversary, read_moment
from domain.forms.numbers import account_fits
from domain.forms.use_cases import Forms, NoReceiver, Receiver, UnknownForm, acknowledge
from domain.forms.wrong import Names, Wrong

__all__ = [
    "ANSWERED",
    "NO",
    "SEVERAL",
    "WITH_OPTIONS",
    "WORKING_GROUPS",
    "YES",
    "Answers",
    "Asking",
    "Contact",
    "Discarded",
    "Draft",
    "DraftLying",
    "Form",
    "FormSent",
    "FormTerms",
    "Forms",
    "Kind",
    "Names",
    "NoReceiver",
    "Option",
    "OutOfDate",
    "Paused",
    "Question",
    "Raw",
    "Receiver",
    "Source",
    "Summing",
    "Unfinished",
    "UnknownForm",
    "Upload",
    "Wrong",
    "account_fits",
    "acknowledge",
    "clean",
    "fits_types",
    "known_options",
    "local",
    "microseconds",
    "read_anniversary",
    "read_moment",
    "write_phone",
]
