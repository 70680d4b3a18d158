package gate

import (
	"maps"
	"math"
	"slices"
)

const (
	// MinRuns is the least number of earlier runs with a value that make a band.
	MinRuns = 5
	// MaxRuns is the greatest number of earlier runs, the newest, that a band should look
	// at: a month of daily ones, so that it follows slow change.
	MaxRuns = 30
)

// againstHistory compares every measure with its band over earlier runs.
func againstHistory(m Measures, history []Measures, factor float64) []Breach {
	var breaches []Breach
	for _, s := range scalars() {
		var values []float64
		for _, h := range history {
			if v, ok := s.of(h); ok {
				values = append(values, v)
			}
		}
		if len(values) < MinRuns {
			continue
		}
		value, ok := s.of(m)
		usual, unit := spread(values, s)
		low, high := max(s.low, usual-factor*unit), min(s.high, usual+factor*unit)
		b := Breach{Gate: "history-" + s.name, Runs: len(values), Usual: &usual}
		if ok {
			b.Value = &value
		}
		switch {
		case s.below && (!ok || value < low):
			b.Below, b.Limit = true, low
		case s.above && (!ok || value > high):
			b.Limit = high
		default:
			continue
		}
		breaches = append(breaches, b)
	}
	if b, breached := languagesAgainstHistory(m, history, factor); breached {
		breaches = append(breaches, b)
	}
	return breaches
}

// languageFloor is the floor of the MAD of distances between mixes of languages: 6 points
// in 100 at a factor of 6.
const languageFloor = 0.01

// languagesAgainstHistory compares the mix of languages as a whole: its distance to the
// usual mix, with the band of the distances that the earlier runs themselves have to it.
func languagesAgainstHistory(m Measures, history []Measures, factor float64) (Breach, bool) {
	if len(history) < MinRuns {
		return Breach{}, false
	}
	usual := usualMix(history)
	distances := make([]float64, len(history))
	for i, h := range history {
		distances[i] = distance(h.Languages, usual)
	}
	middle, unit := spread(distances, measure{floor: languageFloor})
	value, limit := distance(m.Languages, usual), min(1, middle+factor*unit)
	b := Breach{Gate: "history-languages", Value: &value, Limit: limit, Runs: len(history), Usual: &middle}
	return b, value > limit
}

// usualMix is the median share of every language, scaled to the sum 1.
func usualMix(history []Measures) map[string]float64 {
	mix := make(map[string]float64)
	for _, h := range history {
		for code := range h.Languages {
			mix[code] = 0
		}
	}
	var sum float64
	for _, code := range slices.Sorted(maps.Keys(mix)) {
		shares := make([]float64, len(history))
		for i, h := range history {
			shares[i] = h.Languages[code]
		}
		mix[code] = median(shares)
		sum += mix[code]
	}
	for code := range mix {
		if sum > 0 {
			mix[code] /= sum
		}
	}
	return mix
}

// spread gives the median of values and their MAD, which is at least the floor of the
// measure.
func spread(values []float64, m measure) (middle, unit float64) {
	middle = median(values)
	deviations := make([]float64, len(values))
	for i, v := range values {
		deviations[i] = math.Abs(v - middle)
	}
	floor := m.floor
	if m.relative {
		floor = max(1, m.floor*middle)
	}
	return middle, max(floor, median(deviations))
}

// median gives the middle value, or the mean of the two middle ones. There is at least one.
func median(values []float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	n := len(sorted)
	return (sorted[(n-1)/2] + sorted[n/2]) / 2
}
