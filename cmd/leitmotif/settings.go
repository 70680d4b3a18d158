package main

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"leitmotif/cmd/leitmotif/internal/fault"
	"leitmotif/cmd/leitmotif/internal/suggest"
	"leitmotif/corpus/yaml"
)

// The flags of a command are its settings. A flag that the command line leaves alone
// takes its value from the environment (LEITMOTIF_MIN_ARTICLES for --min-articles), else
// from the configuration file (min-articles), else from its default.

// configFlag names the flag that names the configuration file.
const configFlag = "config"

// addConfigFlag gives a command the flag --config.
func addConfigFlag(c *cobra.Command) {
	c.Flags().String(configFlag, "", "YAML `file` of settings: the names of the flags without dashes in front; files named in it, its paths aside, lie relative to the working directory")
}

// settle fills in the flags that the command line left alone. Unknown keys of the file,
// variables that look like misspelt ones, and values that a flag does not take are errors of
// usage, all of which it gives. Settings that are not the command's but in elsewhere, which may
// be nil, are those of another command, whose flag must take the value.
func settle(c *cobra.Command, env map[string]string, elsewhere *pflag.FlagSet) error {
	flags := c.Flags()
	if elsewhere == nil {
		elsewhere = flags
	}
	// The file itself may be named by the environment.
	if err := fromEnvironment(flags.Lookup(configFlag), env); err != nil {
		return usage(err)
	}
	path := flags.Lookup(configFlag).Value.String()
	file, err := readConfig(path)
	if err != nil {
		return usage(err)
	}
	names := fault.FlagNames(elsewhere)
	faults := suggest.Variables(env, environmentPrefix, names, environmentName)
	flags.VisitAll(func(f *pflag.Flag) {
		if f.Name != configFlag && f.Name != "help" {
			faults = append(faults, fromEnvironment(f, env))
		}
	})
	for _, setting := range file {
		f := flags.Lookup(setting.Key)
		if f == nil {
			f = elsewhere.Lookup(setting.Key)
		}
		switch {
		case f == nil || f.Name == configFlag || f.Name == "help":
			faults = append(faults, fmt.Errorf("%s: line %d: unknown setting %q%s", path, setting.Line, setting.Key, suggest.Question(setting.Key, "", names)))
		case f.Changed:
		default:
			if err := fromFile(f, setting.Value, path); err != nil {
				faults = append(faults, fmt.Errorf("%s: setting %s: %w", path, f.Name, err))
			}
		}
	}
	return usage(errors.Join(faults...))
}

func sortedKeys[V any](m map[string]V) []string {
	return slices.Sorted(maps.Keys(m))
}

// environmentPrefix begins the variables of all settings.
const environmentPrefix = "LEITMOTIF_"

// environmentName gives the variable of a flag.
func environmentName(flag string) string {
	return environmentPrefix + strings.ToUpper(strings.ReplaceAll(flag, "-", "_"))
}

func fromEnvironment(f *pflag.Flag, env map[string]string) error {
	name := environmentName(f.Name)
	value, ok := env[name]
	if !ok || f.Changed {
		return nil
	}
	if err := set(f, value); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

// set gives a flag a value. One that it does not take leaves it as it is by default, so that nothing
// else finds fault with it.
func set(f *pflag.Flag, value string) error {
	if err := f.Value.Set(value); err != nil {
		_ = f.Value.Set(f.DefValue) // lists do not take their default, and have not changed
		return fault.Value(err)
	}
	f.Changed = true
	return nil
}

// fromFile sets a flag to a value of the configuration file at path.
func fromFile(f *pflag.Flag, value *yaml.Node, path string) error {
	values, err := flagValues(value)
	if err != nil {
		return err
	}
	for _, x := range values {
		if paths, ok := f.Value.(*inputPaths); ok {
			x = paths.allBeside(path, x)
		}
		if err := set(f, x); err != nil {
			return fmt.Errorf("line %d: %w", value.Line, err)
		}
	}
	return nil
}

// flagValues gives what a flag is set to, one after the other, by a scalar, a list or a map
// of scalars.
func flagValues(value *yaml.Node) ([]string, error) {
	if value.Kind != yaml.Mapping {
		return yaml.Texts(value)
	}
	pairs, err := yaml.Pairs(value)
	if err != nil {
		return nil, err
	}
	var values []string
	for _, p := range pairs {
		text, err := yaml.Text(p.Value)
		if err != nil {
			return nil, err
		}
		values = append(values, p.Key+"="+text)
	}
	return values, nil
}

// readConfig reads the settings of a file in their order; "" names none.
func readConfig(path string) ([]yaml.Pair, error) {
	if path == "" {
		return nil, nil
	}
	raw, err := yaml.ReadFile(path, yaml.MaxBytes)
	if err != nil {
		return nil, fmt.Errorf("read configuration: %w", err)
	}
	root, err := yaml.Parse(raw)
	if err != nil {
		return nil, fmt.Errorf("read configuration %s: %w", path, err)
	}
	if root == nil {
		return nil, nil
	}
	settings, err := yaml.Pairs(root)
	if err != nil {
		return nil, fmt.Errorf("read configuration %s: %w", path, err)
	}
	return settings, nil
}
