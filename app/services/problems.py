"""Domain errors: each carries one plain sentence for the person who asked."""


class Problem(Exception):
    """What was asked can't be done. `str()` is a translated sentence that says what to do."""


class Refused(Problem):
    """The thing is not in a state that allows it, or something is missing; nothing was changed."""


class Conflict(Problem):
    """Somebody else changed the same thing meanwhile; nothing was changed."""


class NotAllowed(Problem):
    """The person may be here, but this is for others to do; nothing was changed."""


class Unavailable(Problem):
    """Something that this needs does not answer just now; trying again later helps."""
