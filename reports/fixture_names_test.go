package reports

import (
	"context"

	"leitmotif/analysis"
	"leitmotif/analysis/census"
	"leitmotif/analysis/result"
)

// fixtureNames lets articles give a name of each kind, and every fifth a second person.
func fixtureNames(res *analysis.Result) {
	kinds := map[string][]string{
		result.Person:       {"Inga Petersen", "Amina Sahin", "Georg Åström", "Lea O’Hara"},
		result.Organisation: {"Kaiwerk AG", "Harbour & Sons", "Elbe: Verkehr"},
		result.Place:        {"Altbrück", "Grimsby", "Trier"},
	}
	for i := range 30 { // more than the page shows at once
		kinds[result.Place] = append(kinds[result.Place], "Ort "+string(rune('A'+i%26))+string(rune('a'+i/26)))
	}
	in := census.Input{Articles: res.Articles, Original: make([]int, len(res.Articles))}
	first := make(map[string]int32)
	for _, kind := range []string{result.Person, result.Organisation, result.Place} {
		first[kind] = int32(len(in.Names))
		for _, name := range kinds[kind] {
			in.Names = append(in.Names, result.Name{Name: name, Kind: kind, Forms: []result.NameForm{{Text: name, Mentions: 20}}})
		}
	}
	in.Names[0].Forms = append(in.Names[0].Forms, result.NameForm{Text: "Petersen", Mentions: 9})
	position := make(map[string]int, len(res.Articles))
	for i := range res.Articles {
		position[res.Articles[i].ID] = i
	}
	for i := range res.Articles {
		in.Original[i] = position[res.Articles[i].StoryID]
	}
	in.Of = func(i int) []result.Named {
		i = in.Original[i] // copies give the same names
		if i%10 == 9 {
			return nil
		}
		var out []result.Named
		for _, kind := range []string{result.Person, result.Organisation, result.Place} {
			n := result.Named{Name: first[kind] + int32(i*i%len(kinds[kind])), Mentions: 1 + uint16(i%3)}
			if res.Articles[i].Tone.Abstain == "" {
				n.Negative, n.Neutral, n.Positive = uint16(i%2), 1, uint16(i%7/5)
			}
			out = append(out, n)
		}
		if second := first[result.Person] + int32((i+1)%len(kinds[result.Person])); i%5 == 0 && second != out[0].Name {
			out = append(out, result.Named{Name: second, Mentions: 1})
		}
		return out
	}
	counted, err := census.Take(context.Background(), in)
	if err != nil {
		panic(err)
	}
	res.Names, res.Counts.Names, res.Counts.NamesLeft = counted.Names, len(counted.Names), counted.Left
}
