"""The methods of the Bot API. Importing this package registers them all."""

from sandbox.api import callbacks as callbacks
from sandbox.api import chats as chats
from sandbox.api import commands as commands
from sandbox.api import copies as copies
from sandbox.api import edits as edits
from sandbox.api import files as files
from sandbox.api import links as links
from sandbox.api import media as media
from sandbox.api import members as members
from sandbox.api import messages as messages
from sandbox.api import payments as payments
from sandbox.api import polls as polls
from sandbox.api import profile as profile
from sandbox.api import reactions as reactions
from sandbox.api import updates as updates
