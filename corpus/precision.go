package corpus

// Precision says how much of a moment is known. The values are in ascending order.
type Precision uint8

// The precisions of a moment. Second is that of every moment with a time of day, also where
// seconds or minutes were not written.
const (
	UnknownPrecision Precision = iota // there is no moment
	Year
	Month
	Day
	Second
)

// String gives the name in the column published_precision; "" where there is no moment.
func (p Precision) String() string {
	return [...]string{"", "year", "month", "day", "second"}[p]
}
