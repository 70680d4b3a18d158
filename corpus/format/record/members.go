package record

// NameMembers are the members under which an object that stands for a person, an
// outlet, a date or an id holds what it is called, best first. Those with a dollar sign
// are of the extended JSON that MongoDB exports.
var NameMembers = []string{"name", "title", "label", "rendered", "value", "text", "$date", "$oid",
	"$numberLong", "#text", "id"}

// TextMembers are the members under which an object that stands for a text holds it, best
// first.
var TextMembers = []string{"text", "body", "content", "rendered", "html", "value", "#text"}

// Separator stands between the elements of a list.
func Separator(f Field) string {
	if f == Text {
		return "\n"
	}
	return ", "
}
