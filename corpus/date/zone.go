package date

import (
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"leitmotif/corpus"
)

// zoneHours are the abbreviations that say how far ahead of UTC a clock is: those of RFC
// 822, and of Europe, Asia and Australia as far as each stands for one zone.
var zoneHours = map[string]int{"utc": 0, "gmt": 0, "ut": 0, "z": 0, "est": -5, "edt": -4, "cst": -6, "cdt": -5,
	"mst": -7, "mdt": -6, "pst": -8, "pdt": -7, "akst": -9, "akdt": -8, "hst": -10,
	"cet": 1, "cest": 2, "mez": 1, "mesz": 2, "bst": 1, "wet": 0, "west": 1, "eet": 2, "eest": 3, "msk": 3, "trt": 3,
	"sgt": 8, "hkt": 8, "jst": 9, "kst": 9, "aest": 10, "aedt": 11, "nzst": 12, "nzdt": 13}

// zonePlaces are the abbreviations that leave the season to the day.
var zonePlaces = map[string]string{"et": "America/New_York", "ct": "America/Chicago", "mt": "America/Denver", "pt": "America/Los_Angeles"}

// zoneNames are zones written out, in lower case, with their abbreviations.
var zoneNames = strings.NewReplacer(
	"eastern standard time", "est", "eastern daylight time", "edt", "eastern time", "et",
	"pacific standard time", "pst", "pacific daylight time", "pdt", "pacific time", "pt",
	"coordinated universal time", "utc", "greenwich mean time", "gmt", "british summer time", "bst",
	"central european time", "cet", "central european summer time", "cest",
	"mitteleuropäische zeit", "mez", "mitteleuropäischer zeit", "mez",
	"mitteleuropäische sommerzeit", "mesz", "mitteleuropäischer sommerzeit", "mesz",
	"ortszeit", "", "local time", "",
)

// zoneOffset gives what a zone is ahead of UTC at a time of its own clocks, and whether that
// is known; ok is false for one that cannot be.
func zoneOffset(zone string, at time.Time) (offset time.Duration, known, ok bool) {
	sign := strings.IndexAny(zone, "+-")
	if sign < 0 {
		if place := location(zonePlaces[zone]); place != nil {
			t, _ := inUTC(at, place)
			return at.Sub(t), true, true
		}
		hours, known := zoneHours[strings.ToLower(zone)]
		return time.Duration(hours) * time.Hour, known, true
	}
	digits, _, _ := strings.Cut(strings.ReplaceAll(zone[sign+1:], ":", ""), " ")
	hours, minutes := digits, ""
	if len(digits) > 2 {
		hours, minutes = digits[:len(digits)-2], digits[len(digits)-2:]
	}
	h, _ := strconv.Atoi(hours)
	m, _ := strconv.Atoi(minutes)
	if h > 14 || m > 59 {
		return 0, false, false
	}
	offset = time.Duration(h)*time.Hour + time.Duration(m)*time.Minute
	if zone[sign] == '-' {
		offset = -offset
	}
	return offset, true, true
}

// placeAtEnd is a date with the name of a zone behind it, as in "[Europe/Berlin]".
var placeAtEnd = regexp.MustCompile(`^(.*\d.*?)[\s,]*[\[(]?\b([A-Za-z]{2,}(?:/[A-Za-z][A-Za-z_-]+){1,2})[\])]?$`)

// parsePlaced reads a written date that may end with the name of a zone, which counts where
// its clock has no other.
func parsePlaced(s string) (Date, bool) {
	var place *time.Location
	if strings.IndexByte(s, '/') >= 0 {
		if m := placeAtEnd.FindStringSubmatch(s); m != nil {
			if place = placeNamed(m[2]); place != nil {
				s = m[1]
			}
		}
	}
	d, ok := parseUsual(s)
	if !ok {
		d, ok = parseWritten(spell(s))
	}
	if ok && d.Local && place != nil {
		d.Time, _ = inUTC(d.Time, place)
		d.Local = false
	}
	return d, ok
}

// areas begin the names of zones in texts: to look for others costs more than a word is worth.
var areas = setOf("africa", "america", "antarctica", "arctic", "asia", "atlantic", "australia", "europe", "indian", "pacific")

// placeNamed gives the zone of a place that a text names with its area, else nil.
func placeNamed(name string) *time.Location {
	if area, _, _ := strings.Cut(name, "/"); !areas[strings.ToLower(area)] {
		return nil
	}
	return location(name)
}

// locations are the zones that were asked for, by name in lower case: to open one is to read
// a file.
var locations sync.Map

// location gives a zone of the database by its name in any case, nil where there is none. The
// database of the machine counts before the one inside the program.
func location(name string) *time.Location {
	key := strings.ToLower(name)
	if key == "" || key == "local" { // that of the machine
		return nil
	}
	if found, ok := locations.Load(key); ok {
		return found.(*time.Location)
	}
	for _, spelling := range [...]string{name, capitalised(key), strings.ToUpper(name)} {
		if found, err := time.LoadLocation(spelling); err == nil {
			locations.Store(key, found)
			return found
		}
	}
	return nil
}

// capitalised writes the parts of a name in lower case as the database does.
func capitalised(name string) string {
	b := []byte(name)
	for i := range b {
		if (i == 0 || b[i-1] == '/' || b[i-1] == '_' || b[i-1] == '-') && 'a' <= b[i] && b[i] <= 'z' {
			b[i] -= 'a' - 'A'
		}
	}
	return string(b)
}

// inUTC gives the instant at which the clocks of a place show a time, which is given as if
// it were one of UTC. Where they are put forward over it, or show it twice as they are put
// back, doubtful is true and the offset before the change counts.
func inUTC(clock time.Time, place *time.Location) (t time.Time, doubtful bool) {
	const day = 24 * time.Hour // no zone is further from UTC, and no two changes are nearer
	ahead := func(at time.Time) time.Duration {
		_, seconds := at.In(place).Zone()
		return time.Duration(seconds) * time.Second
	}
	before, after := ahead(clock.Add(-day)), ahead(clock.Add(day))
	early, late := clock.Add(-before), clock.Add(-after)
	isEarly, isLate := ahead(early) == before, ahead(late) == after
	switch {
	case before == after:
		return early, false
	case isLate && !isEarly:
		return late, false
	}
	return early, isEarly == isLate
}

// Zones says where the clocks of outlets stand. The zero value has them all in UTC.
type Zones struct {
	all      *time.Location
	byOutlet map[string]*time.Location
}

// NewZones makes Zones of names of the zone database: all is the zone of every outlet that
// byOutlet does not name, "" for UTC. Outlets are named as articles name them, in any case.
func NewZones(all string, byOutlet map[string]string) (Zones, error) {
	z := Zones{byOutlet: make(map[string]*time.Location, len(byOutlet))}
	var faults []error
	if all != "" {
		if z.all = location(all); z.all == nil {
			faults = append(faults, fmt.Errorf("time-zone: %q is no zone of the IANA database such as Europe/Berlin", all))
		}
	}
	for _, outlet := range slices.Sorted(maps.Keys(byOutlet)) {
		place := location(byOutlet[outlet])
		if place == nil {
			faults = append(faults, fmt.Errorf("time-zones: %s: %q is no zone of the IANA database such as Europe/Berlin", outlet, byOutlet[outlet]))
		}
		key := strings.ToLower(outlet)
		if z.byOutlet[key] != nil {
			faults = append(faults, fmt.Errorf("time-zones: two zones of the outlet %s", outlet))
		}
		z.byOutlet[key] = place
	}
	return z, errors.Join(faults...)
}

// Settle brings the time of an article into UTC where its clock had no zone, which zoneless
// tells, and that of its outlet is known. doubtful tells that the clocks were changed over the
// time given, or show it twice: the offset before the change counts then. A date without a
// time of day stays as it is.
func (z *Zones) Settle(a *corpus.Article) (zoneless, doubtful bool) {
	if !a.Local {
		return false, false
	}
	place := z.all
	if len(z.byOutlet) > 0 {
		if own := z.byOutlet[strings.ToLower(a.Source)]; own != nil {
			place = own
		}
	}
	if place != nil {
		a.Published, doubtful = inUTC(a.Published, place)
		a.Local = false
	}
	return true, doubtful
}
