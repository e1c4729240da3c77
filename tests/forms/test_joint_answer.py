"""What leaves a body that collects: honest small numbers, and a document that is read back as it was."""

from forms.joint_answer import Citation, JointAnswer, JointPart, Minority, from_json, honest, to_json, told


def test_numbers_under_five_are_never_told() -> None:
    assert [honest(number) for number in (0, 1, 4, 5, 12)] == [None, None, None, 5, 12]
    assert (told(None, "sv"), told(12, "sv")) == ("färre än fem medlemmar", "12 medlemmar")
    assert (told(None, "en"), told(12, "en")) == ("fewer than five members", "12 members")


def test_it_is_read_back_as_it_was() -> None:
    part = JointPart("plats", (Citation("Laga.", 12, ("Laga!", "=1+1")),), (Minority("Kameror.", None, ()),))
    joint = JointAnswer(55, (part,))
    assert from_json(to_json(joint)) == joint
    assert joint.part("plats") == part
    assert joint.part("annat") is None
