package change

import (
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
)

// world invents the new stories of runs: outlets with their own mixture of topics, words
// and names by Zipf's law, tones by topic and outlet. What varies from run to run is
// chance, and as much wander as is asked for.
type world struct {
	outlets, topics, stories int
	// Standard deviations between runs: of the logarithms of volumes and of odds of
	// topics, and of tones.
	volume, wander, tone float64
	random               *rand.Rand

	sizes    []float64   // by outlet
	mixtures [][]float64 // by outlet and topic, topic 0 included
	tones    []float64   // by topic

	sources, words, names []string
}

// plant is what is different in a run.
type plant struct {
	topic     int     // times ratio in every outlet
	ratio     float64 // or only in outlet 1 where alone is set
	alone     bool
	double    int     // outlet with twice the volume and the ratio above for its own topics
	silent    int     // outlet without stories
	started   bool    // one more outlet
	toneTopic int     // tone of the topic changes by
	toneBy    float64 //
	word      int     // new word in so many stories
	name      int     // new name in so many stories of the target
}

// storyWords is the number of words of a story, repetitions included.
const storyWords = 12

func newWorld(seed uint64, outlets, topics, stories int) *world {
	w := &world{outlets: outlets, topics: topics, stories: stories, random: rand.New(rand.NewPCG(seed, 7))}
	w.sources, w.words, w.names = numbered("outlet %02d", outlets), numbered("word %d", 2000), numbered("name %d", 500)
	for o := range outlets {
		w.sizes = append(w.sizes, 1/math.Pow(float64(o+1), 0.8))
		mixture := make([]float64, topics+1)
		for k := range mixture {
			mixture[k] = math.Exp(w.random.NormFloat64()*0.7) / float64(k+1)
		}
		w.mixtures = append(w.mixtures, mixture)
	}
	for range topics + 1 {
		w.tones = append(w.tones, w.random.NormFloat64()*0.15)
	}
	return w
}

// pick chooses an index with probability proportional to its weight.
func (w *world) pick(weights []float64) int {
	total := 0.0
	for _, v := range weights {
		total += v
	}
	u := w.random.Float64() * total
	for i, v := range weights {
		if u -= v; u < 0 {
			return i
		}
	}
	return len(weights) - 1
}

// run invents an observation.
func (w *world) run(p plant) Observation {
	stories := int(float64(w.stories)*math.Exp(w.random.NormFloat64()*w.volume) + 0.5)
	sizes := slices.Clone(w.sizes)
	for o := range sizes {
		sizes[o] *= math.Exp(w.random.NormFloat64() * w.volume)
		if p.double > 0 && o == p.double-1 {
			sizes[o] *= 2
		}
		if o == p.silent-1 {
			sizes[o] = 0
		}
	}
	factors, shifts := make([]float64, w.topics+1), make([]float64, w.topics+1)
	for k := range factors {
		factors[k] = math.Exp(w.random.NormFloat64() * w.wander)
		shifts[k] = w.random.NormFloat64() * w.tone
	}
	cells, targets := make(map[Cell]Tally), make(map[TargetCell]Tally)
	terms, names := make(map[string]map[string]int), make(map[string]int)
	targeted := 0
	weights := make([][]float64, w.outlets)
	for o := range weights {
		weights[o] = make([]float64, w.topics+1)
		for k := range weights[o] {
			weights[o][k] = w.mixtures[o][k] * factors[k]
			if k == p.topic && k > 0 && (!p.alone || o == 0) {
				weights[o][k] *= p.ratio
			}
		}
	}
	for i := range stories {
		o := w.pick(sizes)
		k := w.pick(weights[o])
		source := w.sources[o]
		if p.started && i%10 == 0 {
			source = "newcomer"
		}
		score := w.tones[k] + shifts[k] + w.random.NormFloat64()*0.3
		if k == p.toneTopic && k > 0 {
			score += p.toneBy
		}
		score = max(-1, min(1, score))
		tally := Tally{Stories: 1}
		if w.random.Float64() < 0.9 {
			tally = Tally{1, 1, score, score * score}
		}
		add(cells, Cell{Topic: k, Language: "de", Source: source}, tally)
		words := make([]string, 0, storyWords+1)
		for range storyWords {
			words = append(words, w.zipf(w.words))
		}
		if i < p.word {
			words = append(words, "neu")
		}
		slices.Sort(words)
		for _, word := range slices.Compact(words) {
			if terms[word] == nil {
				terms[word] = make(map[string]int)
			}
			terms[word][source]++
		}
		if w.random.Float64() < 0.2 {
			add(targets, TargetCell{Target: "Kaiwerk", Language: "de", Source: source}, tally)
			for range 3 {
				names[w.zipf(w.names)]++
			}
			if targeted < p.name {
				names["Neumann"]++
				targeted++
			}
		}
	}
	return gather(w.topics, cells, targets, terms, names)
}

func add[K comparable](m map[K]Tally, k K, t Tally) {
	sum := m[k]
	sum.add(t)
	m[k] = sum
}

// zipf chooses one of the names; that of rank r comes with probability about 1/r.
func (w *world) zipf(names []string) string {
	return names[int(math.Exp(w.random.Float64()*math.Log(float64(len(names)))))-1]
}

// numbered gives n names.
func numbered(format string, n int) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = fmt.Sprintf(format, i)
	}
	return out
}

func gather(topics int, cells map[Cell]Tally, targets map[TargetCell]Tally, terms map[string]map[string]int, names map[string]int) Observation {
	var o Observation
	for k := range topics {
		o.Topics = append(o.Topics, k+1)
	}
	for c, t := range cells {
		c.Tally = t
		o.Cells = append(o.Cells, c)
	}
	for c, t := range targets {
		c.Tally = t
		o.Targets = append(o.Targets, c)
	}
	for _, word := range slices.Sorted(maps.Keys(terms)) {
		n := 0
		for _, k := range terms[word] {
			n += k
		}
		o.Terms = append(o.Terms, TermCount{"de", word, n, len(terms[word])})
	}
	for _, name := range slices.Sorted(maps.Keys(names)) {
		o.Companions = append(o.Companions, Companion{"Kaiwerk", name, names[name]})
	}
	return o
}
