import pytest

from doorstep.compliance.cases.schema import Fault, faults


def wrong(document, schema):
    return list(faults(document, schema, schema))


@pytest.mark.parametrize(
    ("schema", "good", "bad"),
    [
        ({"type": "integer"}, 3, True),  # true is no number
        ({"type": "number"}, 1.5, "1.5"),
        ({"type": "boolean"}, False, 0),
        ({"type": "string"}, "a", None),
        ({"type": "null"}, None, 0),
        ({"enum": [True, "unknown"]}, True, 1),
        ({"const": "all"}, "all", "any"),
        ({"pattern": "^a"}, "ab", "ba"),
        ({"minimum": 7, "maximum": 30}, 7, 31),
        ({"minItems": 1}, [0], []),
        ({"minLength": 2, "maxLength": 3}, "ab", "abcd"),
        ({"minProperties": 1}, {"a": 1}, {}),
        ({"uniqueItems": True}, [1, 2], [1, 1]),
        ({"items": {"type": "string"}}, ["a"], [1]),
        ({"required": ["a"]}, {"a": 1}, {}),
        ({"properties": {"a": {"type": "string"}}}, {"a": "x"}, {"a": 1}),
        ({"properties": {"a": {}}, "additionalProperties": False}, {"a": 1}, {"b": 1}),
        ({"additionalProperties": {"type": "string"}}, {"b": "x"}, {"b": 1}),
        ({"propertyNames": {"pattern": "^a"}}, {"ab": 1}, {"b": 1}),
        ({"anyOf": [{"type": "string"}, {"type": "null"}]}, None, 1),
        ({"oneOf": [{"type": "integer"}, {"minimum": 5}]}, 1, 6),
        ({"oneOf": [{"type": "integer"}, {"type": "string"}]}, "a", None),
        ({"allOf": [{"type": "integer"}, {"minimum": 5}]}, 6, 4),
        ({"not": {"required": ["a"]}}, {}, {"a": 1}),
        ({"if": {"const": 1}, "then": {"type": "string"}, "else": {"type": "integer"}}, 2, "x"),
        ({"$ref": "#/$defs/word", "$defs": {"word": {"type": "string"}}}, "a", 1),
    ],
)
def test_each_word_of_the_schema_is_obeyed(schema, good, bad):
    assert wrong(good, schema) == []
    assert wrong(bad, schema)


def test_a_word_that_is_not_understood_is_never_half_obeyed():
    with pytest.raises(Fault, match="contains"):
        wrong([], {"contains": {}})


def test_a_fault_says_where_it_is():
    schema = {"items": {"properties": {"age": {"type": "integer"}}}}
    assert wrong([{"id": "case-1", "age": "x"}], schema) == ["case-1/age: expected integer"]
