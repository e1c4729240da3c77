"""The one table of who gets in where. A new route fails the tests until it stands here."""

from app.models import StaffRole

SECRETARIAT, CHAIR, ADMIN = StaffRole.SECRETARIAT.value, StaffRole.CHAIR.value, StaffRole.ADMIN.value
STAFF = frozenset({SECRETARIAT, CHAIR, ADMIN})
PLANNERS = frozenset({SECRETARIAT, ADMIN})
PROVER = "prover"  # a browser that opened an invitation and has still to prove the mailbox
HOLDER = "holder"  # a browser that opened an invitation to the request in the URL
WRITER = "writer"  # the same, of a colleague whose role is only to write
MEMBER = "member"  # a browser that holds the words of a member's view

PUBLIC = """
api.live api.ready
members.get_help members.lost
public.accessibility public.accessibility_report public.accessibility_report_sent
public.send_accessibility_report public.components public.home public.our_mail public.privacy
sign_in.prove sign_in.sign_in
static
"""
WITH_THE_LINK = """
members.begin members.come_back members.join members.joint_drafts members.like_joint_draft members.open_by_words members.open_private_link members.private_link
respondent.invitation respondent.open_invitation
"""

ENDPOINTS: dict[str, frozenset[str]] = {}
for who, names in (
    (
        frozenset({HOLDER}),
        """
        respondent.add_view_group respondent.change_view_group respondent.joint_answer respondent.joint_answers
        respondent.member_answers respondent.member_views respondent.sort_views respondent.view_groups
        respondent.write_joint_answer
        respondent.add_member_question respondent.begin_collection respondent.change_member_question
        respondent.close_collection respondent.collection respondent.collection_poster respondent.collection_texts
        respondent.member_form respondent.member_question respondent.move_member_question
        respondent.new_member_question respondent.open_collection respondent.remove_member_question
        respondent.renew_collection_link respondent.set_collection_texts
        respondent.earlier respondent.earlier_receipt respondent.wrong_person
        """,
    ),
    (
        frozenset({HOLDER, WRITER}),
        """
        respondent.attach respondent.attachments respondent.detach respondent.draft_file respondent.sent_file
        respondent.abstain respondent.autosave respondent.check respondent.have_read_changes respondent.leave
        respondent.add_comment respondent.ask_approval respondent.assign_question respondent.change_colleague_role
        respondent.colleagues respondent.comments respondent.give_over
        respondent.hand_over respondent.invite_colleague respondent.mark_question respondent.presence
        respondent.question respondent.remove_comment respondent.restore_wording respondent.revoke_colleague
        respondent.say_wrong_person respondent.send_back
        respondent.receipt respondent.return_workbook respondent.save_section respondent.save_workbook
        respondent.abstain respondent.autosave respondent.check respondent.devices respondent.have_read_changes
        respondent.leave respondent.sign_out_device
        respondent.receipt respondent.receipt_content respondent.receipt_pdf respondent.return_workbook respondent.save_section respondent.save_workbook
        respondent.section respondent.send respondent.send_abstention respondent.tasks respondent.workbook
        respondent.workbook_file
        """,
    ),
    (
        frozenset({MEMBER}),
        """
        members.check members.leave members.question members.save_question members.save_together members.send
        members.sent members.together members.withdraw members.withdraw_now
        """,
    ),
    (frozenset({PROVER}), "respondent.mailbox_code respondent.new_mailbox_code respondent.prove_mailbox"),
    (STAFF, "sign_in.sign_out"),
    (frozenset({SECRETARIAT, CHAIR}), "chair.answer_file chair.digest chair.digest_workbook chair.home"),
    (
        frozenset({ADMIN}),
        """
        secretariat.add_staff secretariat.change_staff secretariat.edit_staff secretariat.new_staff
        secretariat.remove_staff secretariat.staff
        """,
    ),
    (
        PLANNERS,
        """
        secretariat.home
        secretariat.accessibility_reports secretariat.handle_accessibility_report
        secretariat.add_council secretariat.change_council secretariat.edit_council secretariat.new_council
        secretariat.add_contact secretariat.change_contact secretariat.edit_contact secretariat.new_contact
        secretariat.remove_contact secretariat.trust_contact_again
        secretariat.add_organisation secretariat.change_organisation secretariat.come_back_to_council
        secretariat.import_organisations secretariat.leave_council secretariat.move_organisation
        secretariat.new_organisation secretariat.organisation secretariat.organisations
        secretariat.organisations_file secretariat.try_organisations_file
        secretariat.add_theme secretariat.change_theme secretariat.code_book secretariat.edit_theme
        secretariat.import_themes secretariat.move_theme secretariat.new_theme secretariat.restore_theme
        secretariat.retire_theme secretariat.themes_file secretariat.try_themes_file
        secretariat.add_meeting secretariat.change_meeting secretariat.copy_meeting secretariat.edit_meeting
        secretariat.meeting secretariat.new_meeting secretariat.new_meeting_copy
        secretariat.add_question secretariat.add_section secretariat.change_question secretariat.change_section
        secretariat.choose_form_languages secretariat.choose_question_type secretariat.questionnaire_translations secretariat.redo_questionnaire_change
        secretariat.tell_of_presence secretariat.translate_questionnaire secretariat.undo_questionnaire_change
        secretariat.duplicate_question secretariat.duplicate_section secretariat.export_questionnaire
        secretariat.import_questionnaire secretariat.move_question secretariat.move_question_to_section
        secretariat.move_section secretariat.earlier_questions secretariat.take_earlier_question
        secretariat.question_wordings secretariat.remove_question_wording
        secretariat.set_question_wording secretariat.new_question secretariat.new_questionnaire_import
        secretariat.new_section secretariat.preview_questionnaire secretariat.publish_questionnaire
        secretariat.question secretariat.questionnaire secretariat.questionnaire_example secretariat.questionnaire_matrix
        secretariat.questionnaire_texts secretariat.remove_question secretariat.remove_section secretariat.section
        secretariat.set_questionnaire_texts
        secretariat.confirm_remove_template secretariat.questionnaire_templates secretariat.remove_template
        secretariat.save_as_template secretariat.start_from_template
        """,
    ),
    (
        frozenset({SECRETARIAT}),
        """
        secretariat.accept_contact_change secretariat.put_aside_contact_change
        secretariat.close_request secretariat.drop_own_deadline secretariat.input_request secretariat.issue
        secretariat.issue_now secretariat.key_in secretariat.ledger secretariat.ledger_file secretariat.new_link
        secretariat.own_deadline secretariat.remind secretariat.remind_all secretariat.reopen_request
        secretariat.resend_invitation secretariat.save_key_in secretariat.write_note
        secretariat.act_on_answers secretariat.answer secretariat.answers secretariat.answers_file
        secretariat.answer_file secretariat.digest_files secretariat.digest_files_to_share
        secretariat.flagged_answer_file secretariat.translate_answer secretariat.translate_flagged_answer
        secretariat.digest secretariat.digest_workbook secretariat.digest_workbook_to_share
        secretariat.flag_answer secretariat.flagged secretariat.flagged_file secretariat.grouping
        secretariat.note_answer secretariat.review_personal_data secretariat.show_flagged secretariat.unflag_answer
        secretariat.add_line secretariat.begin_digest secretariat.change_digest_overview secretariat.change_line
        secretariat.confirm_remove_line secretariat.digest_overview secretariat.edit_line
        secretariat.establish_digest secretariat.move_line secretariat.new_line secretariat.remove_line
        """,
    ),
):
    ENDPOINTS |= dict.fromkeys(names.split(), who)

OPEN_TO_ALL = frozenset(PUBLIC.split())
OPEN_WITH_THE_LINK = frozenset(WITH_THE_LINK.split())
EVERY_ENDPOINT = OPEN_TO_ALL | OPEN_WITH_THE_LINK | ENDPOINTS.keys()
