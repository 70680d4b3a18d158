package flags

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"leitmotif/analysis"
	"leitmotif/corpus/language"
)

// TopicsHelp is what the help says of Topics.
const TopicsHelp = "number of topics over all languages, of single ones such as en=20,de=9 (the others choose), or auto"

// Topics is the flag of the number of topics in cfg.
func Topics(cfg *analysis.Config) pflag.Value { return topicCounts{cfg} }

// topicCounts is the flag of the number of topics: one over all languages, several by
// language, or "auto". Numbers by language add up over several uses of the flag, as the
// keys of the configuration file come one by one.
type topicCounts struct{ cfg *analysis.Config }

func (t topicCounts) String() string {
	if len(t.cfg.TopicsByLanguage) == 0 {
		return (*Count)(&t.cfg.Topics).String()
	}
	var parts []string
	for _, code := range slices.Sorted(maps.Keys(t.cfg.TopicsByLanguage)) {
		n := Count(t.cfg.TopicsByLanguage[code])
		parts = append(parts, code+"="+n.String())
	}
	return strings.Join(parts, ",")
}

func (t topicCounts) Set(text string) error {
	if !strings.Contains(text, "=") {
		if len(t.cfg.TopicsByLanguage) > 0 {
			return fmt.Errorf("%q after numbers by language (%v): either one number or one for each language", text, t)
		}
		return (*Count)(&t.cfg.Topics).Set(text)
	}
	if t.cfg.Topics > 0 {
		return fmt.Errorf("%q after %d for all languages: either one number or one for each language", text, t.cfg.Topics)
	}
	for pair := range strings.SplitSeq(text, ",") {
		if err := t.add(pair); err != nil {
			return err
		}
	}
	return nil
}

// add takes up the number of one language.
func (t topicCounts) add(pair string) error {
	name, number, ok := strings.Cut(strings.TrimSpace(pair), "=")
	if !ok {
		return fmt.Errorf("%q is no number of a language, such as en=20", pair)
	}
	code := language.Code(name)
	if code == "" {
		return fmt.Errorf("unknown language %q; languages are named as in ISO 639-1, such as en", name)
	}
	if _, twice := t.cfg.TopicsByLanguage[code]; twice {
		return fmt.Errorf("two numbers for the language %s", code)
	}
	var n Count
	if err := n.Set(number); err != nil {
		return fmt.Errorf("%s: %w", strings.TrimSpace(pair), err)
	}
	if t.cfg.TopicsByLanguage == nil {
		t.cfg.TopicsByLanguage = make(map[string]int)
	}
	t.cfg.TopicsByLanguage[code] = int(n)
	return nil
}

func (t topicCounts) Type() string { return "numbers" }
