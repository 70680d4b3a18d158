package result

import "time"

// KnownDay is a time of publication where at least its day is known, by its precision as in
// Article; else it is zero: what is known to be of a month or year lies in no day of it.
func KnownDay(at time.Time, precision string) time.Time {
	if precision == "month" || precision == "year" {
		return time.Time{}
	}
	return at
}

// KnownBy is the last instant at which an article may have been published, by the precision of
// its time: of two articles the one with the earlier instant is not known to be the later.
func KnownBy(at time.Time, precision string) time.Time {
	switch precision {
	case "day":
		return at.AddDate(0, 0, 1).Add(-1)
	case "month":
		return at.AddDate(0, 1, 0).Add(-1)
	case "year":
		return at.AddDate(1, 0, 0).Add(-1)
	}
	return at
}
