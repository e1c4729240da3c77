"""Collections: what a body asks its members, their views, and the joint answer made of them."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

# What holds for councils that are there already.
COLLECTING_KINDS = '["rights_council", "student_forum", "youth_council"]'


def upgrade() -> None:
    _collection()
    _views()
    _joint_answers()
    op.add_column("council", sa.Column("collecting_kinds", sa.JSON(), nullable=False, server_default=COLLECTING_KINDS))


def downgrade() -> None:
    op.drop_column("council", "collecting_kinds")
    op.drop_index(op.f("ix_joint_citation_view_id"), table_name="joint_citation")
    op.drop_table("joint_citation")
    op.drop_table("view_mark")
    op.drop_index(op.f("ix_view_in_minority_view_id"), table_name="view_in_minority")
    op.drop_table("view_in_minority")
    op.drop_index(op.f("ix_view_in_group_view_id"), table_name="view_in_group")
    op.drop_table("view_in_group")
    op.drop_table("member_answer")
    op.drop_table("view_group")
    op.drop_index(op.f("ix_minority_view_collection_id"), table_name="minority_view")
    op.drop_table("minority_view")
    op.drop_index(op.f("ix_member_view_collection_id"), table_name="member_view")
    op.drop_table("member_view")
    op.drop_table("joint_publication")
    op.drop_table("collection")


def _collection() -> None:
    op.create_table(
        "collection",
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "preparing", "open", "closed", name="state_known", native_enum=False, create_constraint=True, length=32
            ),
            nullable=False,
        ),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("readers", sa.Text(), nullable=False),
        sa.Column("read_when", sa.Text(), nullable=False),
        sa.Column("groups_allowed", sa.Boolean(), nullable=False),
        sa.Column("is_sensitive", sa.Boolean(), nullable=False),
        sa.Column("likes_open", sa.Boolean(), nullable=False),
        sa.Column("members", sa.Integer(), nullable=True),
        sa.Column("nonce", sa.LargeBinary(), nullable=False),
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("(state = 'closed') = (closed_at IS NOT NULL)", name=op.f("ck_collection_closed_has_time")),
        sa.CheckConstraint("(state = 'preparing') = (opened_at IS NULL)", name=op.f("ck_collection_opened_has_time")),
        sa.CheckConstraint("length(nonce) >= 16", name=op.f("ck_collection_nonce_is_128_bits")),
        sa.CheckConstraint("length(token_hash) = 64", name=op.f("ck_collection_token_hash_is_sha256")),
        sa.CheckConstraint("members >= 1", name=op.f("ck_collection_members_from_one")),
        sa.ForeignKeyConstraint(["request_id"], ["input_request.id"], name=op.f("fk_collection_request_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_collection")),
        sa.UniqueConstraint("request_id", name=op.f("uq_collection_request_id")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_collection_token_hash")),
    )


def _views() -> None:
    op.create_table(
        "member_view",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("collection_id", sa.Integer(), nullable=False),
        sa.Column("secret_hash", sa.Text(), nullable=False),
        sa.Column("is_sent", sa.Boolean(), nullable=False),
        sa.Column("may_be_cited", sa.Boolean(), nullable=False),
        sa.Column("group_size", sa.Integer(), nullable=True),
        sa.Column(
            "age_span",
            sa.Enum(
                "under_13",
                "13_15",
                "16_18",
                "19_25",
                "26_64",
                "over_64",
                "mixed",
                name="age_span_known",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=True,
        ),
        sa.CheckConstraint(
            "age_span IS NULL OR group_size IS NOT NULL", name=op.f("ck_member_view_ages_only_of_groups")
        ),
        sa.CheckConstraint("group_size >= 2", name=op.f("ck_member_view_a_group_is_two_or_more")),
        sa.CheckConstraint("length(id) = 32", name=op.f("ck_member_view_id_is_random")),
        sa.CheckConstraint("length(secret_hash) = 64", name=op.f("ck_member_view_secret_hash_is_sha256")),
        sa.ForeignKeyConstraint(["collection_id"], ["collection.id"], name=op.f("fk_member_view_collection_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member_view")),
        sa.UniqueConstraint("secret_hash", name=op.f("uq_member_view_secret_hash")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_member_view_collection_id"), "member_view", ["collection_id"], unique=False)
    op.create_table(
        "member_answer",
        sa.Column("view_id", sa.Text(), nullable=False),
        sa.Column("question_key", sa.Text(), nullable=False),
        sa.Column("typed", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["view_id"], ["member_view.id"], name=op.f("fk_member_answer_view_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("view_id", "question_key", name=op.f("pk_member_answer")),
        sqlite_with_rowid=False,
    )


def _joint_answers() -> None:
    op.create_table(
        "joint_publication",
        sa.Column("collection_id", sa.Integer(), nullable=False),
        sa.Column("question_key", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("like_count", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("like_count >= 0", name=op.f("ck_joint_publication_like_count_not_negative")),
        sa.ForeignKeyConstraint(["collection_id"], ["collection.id"], name=op.f("fk_joint_publication_collection_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_joint_publication")),
        sa.UniqueConstraint(
            "collection_id", "question_key", name=op.f("uq_joint_publication_collection_id_question_key")
        ),
    )
    op.create_table(
        "minority_view",
        sa.Column("collection_id", sa.Integer(), nullable=False),
        sa.Column("question_key", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("position >= 0", name=op.f("ck_minority_view_position_not_negative")),
        sa.ForeignKeyConstraint(["collection_id"], ["collection.id"], name=op.f("fk_minority_view_collection_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minority_view")),
    )
    op.create_index(op.f("ix_minority_view_collection_id"), "minority_view", ["collection_id"], unique=False)
    op.create_table(
        "view_group",
        sa.Column("collection_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("position >= 0", name=op.f("ck_view_group_position_not_negative")),
        sa.ForeignKeyConstraint(["collection_id"], ["collection.id"], name=op.f("fk_view_group_collection_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_view_group")),
        sa.UniqueConstraint("collection_id", "name", name=op.f("uq_view_group_collection_id_name")),
    )
    op.create_table(
        "view_in_group",
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("view_id", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_id"], ["view_group.id"], name=op.f("fk_view_in_group_group_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["view_id"], ["member_view.id"], name=op.f("fk_view_in_group_view_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("group_id", "view_id", name=op.f("pk_view_in_group")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_view_in_group_view_id"), "view_in_group", ["view_id"], unique=False)
    op.create_table(
        "view_in_minority",
        sa.Column("minority_id", sa.Integer(), nullable=False),
        sa.Column("view_id", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["minority_id"], ["minority_view.id"], name=op.f("fk_view_in_minority_minority_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["view_id"], ["member_view.id"], name=op.f("fk_view_in_minority_view_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("minority_id", "view_id", name=op.f("pk_view_in_minority")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_view_in_minority_view_id"), "view_in_minority", ["view_id"], unique=False)
    op.create_table(
        "view_mark",
        sa.Column("view_id", sa.Text(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "read",
                "personal_data",
                "needs_care",
                name="kind_known",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["view_id"], ["member_view.id"], name=op.f("fk_view_mark_view_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("view_id", "kind", name=op.f("pk_view_mark")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "joint_citation",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("collection_id", sa.Integer(), nullable=False),
        sa.Column("question_key", sa.Text(), nullable=False),
        sa.Column("sentence_sha256", sa.Text(), nullable=False),
        sa.Column("view_id", sa.Text(), nullable=False),
        sa.Column("cited_key", sa.Text(), nullable=False),
        sa.Column("excerpt", sa.Text(), nullable=False),
        sa.CheckConstraint("length(id) = 32", name=op.f("ck_joint_citation_id_is_random")),
        sa.CheckConstraint("length(sentence_sha256) = 64", name=op.f("ck_joint_citation_sentence_sha256_length")),
        sa.ForeignKeyConstraint(["collection_id"], ["collection.id"], name=op.f("fk_joint_citation_collection_id")),
        sa.ForeignKeyConstraint(
            ["view_id", "cited_key"],
            ["member_answer.view_id", "member_answer.question_key"],
            name=op.f("fk_joint_citation_view_id_cited_key"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_joint_citation")),
        sa.UniqueConstraint(
            "collection_id", "question_key", "sentence_sha256", "view_id", "cited_key", name="uq_joint_citation_once"
        ),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_joint_citation_view_id"), "joint_citation", ["view_id"], unique=False)
