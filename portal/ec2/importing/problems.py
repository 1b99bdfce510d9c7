"""Why a price file is not taken."""


class Refused(Exception):
    """Nothing of the file was stored; the text says why and what to do."""


class Other(Refused):
    """The file is sound and about something else. In a folder of many it is passed over."""
