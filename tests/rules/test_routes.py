"""Every route declares what it asks, and no role holds what is not its own."""

from flask import Flask

from app import create_app
from app.access import ROLE_PERMISSIONS, Permission, permission_of
from app.models import StaffRole


def make(tmp_path) -> Flask:
    import config

    return create_app(config.load({"DATABASE_URL": f"sqlite:///{tmp_path}/none.sqlite3"}))


def test_every_route_declares_a_permission(tmp_path) -> None:
    app = make(tmp_path)
    bare = [e for e, view in app.view_functions.items() if e != "static" and permission_of(view) is None]
    assert bare == []


def test_drafts_belong_to_no_role() -> None:
    for role in StaffRole:
        assert not ROLE_PERMISSIONS[role] & {
            Permission.MEMBER,
            Permission.RESPONDENT,
            Permission.COORDINATOR,
            Permission.PROVING,
            Permission.INVITED,
            Permission.PUBLIC,
        }


def test_the_chair_reads_and_changes_nothing(tmp_path) -> None:
    app = make(tmp_path)
    held = ROLE_PERMISSIONS[StaffRole.CHAIR] - {Permission.SIGNED_IN}
    writing = [
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if "POST" in (rule.methods or set()) and permission_of(app.view_functions[rule.endpoint]) in held
    ]
    assert writing == []
