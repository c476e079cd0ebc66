"""What is remembered from one start to the next, while the program runs."""

from app.gui.session.holder import Holder
from app.storage.preferences import Preferences


class Memory(Holder[Preferences]):
    """The Preferences in force: pages read and change them, the end of the program writes them."""
