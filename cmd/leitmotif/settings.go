package main

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// The flags of a command are its settings. A flag that the command line leaves alone
// takes its value from the environment (LEITMOTIF_MIN_ARTICLES for --min-articles), else
// from the configuration file (min-articles), else from its default.

// configFlag names the flag that names the configuration file.
const configFlag = "config"

// addConfigFlag gives a command the flag --config.
func addConfigFlag(c *cobra.Command) {
	c.Flags().String(configFlag, "", "YAML `file` of settings: the names of the flags without dashes in front")
}

// settle fills in the flags that the command line left alone. Unknown keys of the file
// and values that a flag does not take are errors of usage.
func settle(c *cobra.Command, env map[string]string) error {
	flags := c.Flags()
	// The file itself may be named by the environment.
	if err := fromEnvironment(flags.Lookup(configFlag), env); err != nil {
		return usage(err)
	}
	file, err := readConfig(flags.Lookup(configFlag).Value.String())
	if err != nil {
		return usage(err)
	}
	var faults []error
	for _, key := range sortedKeys(file) {
		if f := flags.Lookup(key); f == nil || key == configFlag || key == "help" {
			faults = append(faults, fmt.Errorf("%s: unknown setting %q", flags.Lookup(configFlag).Value, key))
		}
	}
	flags.VisitAll(func(f *pflag.Flag) {
		if f.Changed || f.Name == configFlag || f.Name == "help" {
			return
		}
		if err := fromEnvironment(f, env); err != nil {
			faults = append(faults, err)
			return
		}
		if value, ok := file[f.Name]; ok && !f.Changed {
			if err := fromFile(f, value); err != nil {
				faults = append(faults, err)
			}
		}
	})
	return usage(errors.Join(faults...))
}

func sortedKeys[V any](m map[string]V) []string {
	return slices.Sorted(maps.Keys(m))
}

// environmentName gives the variable of a flag.
func environmentName(flag string) string {
	return "LEITMOTIF_" + strings.ToUpper(strings.ReplaceAll(flag, "-", "_"))
}

func fromEnvironment(f *pflag.Flag, env map[string]string) error {
	name := environmentName(f.Name)
	value, ok := env[name]
	if !ok || f.Changed {
		return nil
	}
	if err := f.Value.Set(value); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	f.Changed = true
	return nil
}

// fromFile sets a flag to a value of the configuration file: a scalar, a list or a map
// of scalars.
func fromFile(f *pflag.Flag, value any) error {
	var values []string
	switch v := value.(type) {
	case nil:
		return fmt.Errorf("setting %s: no value", f.Name)
	case []any:
		for _, x := range v {
			values = append(values, fmt.Sprint(x))
		}
	case map[string]any:
		for _, key := range sortedKeys(v) {
			values = append(values, fmt.Sprintf("%s=%v", key, v[key]))
		}
	default:
		values = []string{fmt.Sprint(v)}
	}
	for _, x := range values {
		if err := f.Value.Set(x); err != nil {
			return fmt.Errorf("setting %s: %w", f.Name, err)
		}
		f.Changed = true
	}
	return nil
}

func readConfig(path string) (map[string]any, error) {
	if path == "" {
		return nil, nil
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("read configuration: %w", err)
	}
	out := make(map[string]any)
	if err := yaml.Unmarshal(raw, &out); err != nil {
		return nil, fmt.Errorf("read configuration %s: %w", path, err)
	}
	return out, nil
}
