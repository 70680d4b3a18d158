package quality

import (
	"fmt"
	"io"
	"math"
	"strings"
	"text/tabwriter"

	"leitmotif/analysis/evaluate"
	"leitmotif/analysis/sentiment"
)

// Tone is what is measured of one method.
type Tone struct {
	Name       string
	Classes    evaluate.Classes
	Calibrated bool // the method gives probabilities, as what follows needs
	LogLoss    float64
	// Calibration is the expected calibration error.
	Calibration float64
	Brier       float64
	Reliability []evaluate.Bin // of probabilities by tenth
}

// New measures a method of some name. Classes are places in sentiment.Names; probabilities are
// nil where it has none.
func New(name string, truth []int, probabilities [][]float64, called []int) Tone {
	q := Tone{Name: name, Classes: evaluate.CompareClasses(sentiment.Names, truth, called)}
	if probabilities != nil {
		bins := evaluate.Reliability(truth, probabilities)
		q.Calibrated, q.Reliability = true, bins[:]
		q.LogLoss = evaluate.LogLoss(truth, probabilities)
		q.Calibration, q.Brier = evaluate.CalibrationError(truth, probabilities), evaluate.Brier(truth, probabilities)
	}
	return q
}

func (a *Answer) print(out io.Writer) error {
	if err := a.Tone.Print(out); err != nil {
		return err
	}
	if _, err := fmt.Fprintln(out, a.tally.String()); err != nil {
		return err
	}
	if a.Vader != nil {
		if err := a.Vader.Print(out); err != nil {
			return err
		}
	}
	return a.Films.Print(out)
}

// Print writes the measures for people.
func (q Tone) Print(out io.Writer) error {
	c := q.Classes
	fmt.Fprintf(out, "%s\nmacro-F1 %.4f, accuracy %.4f (majority class: %.4f, %.4f)", q.Name, c.MacroF1, c.Accuracy, c.Majority.MacroF1, c.Majority.Accuracy)
	if q.Calibrated {
		fmt.Fprintf(out, ", log loss %.4f, calibration error %.4f, Brier score %.4f", q.LogLoss, q.Calibration, q.Brier)
	}
	fmt.Fprintln(out)
	if err := q.printConfusion(out); err != nil {
		return err
	}
	for i, b := range q.Reliability {
		if i == 0 {
			fmt.Fprintln(out, "how often probabilities came true: their mean |, the share that did =")
		}
		fmt.Fprintf(out, "  .%d to %.1f %7d  %s\n", i, float64(i+1)/10, b.Count, bar(b))
	}
	_, err := fmt.Fprintln(out)
	return err
}

// printConfusion writes the records by true class and called one, and the share of each.
func (q Tone) printConfusion(out io.Writer) error {
	rows, called, all := q.Classes.Confusion, make([]int, len(q.Classes.Names)), 0
	for _, row := range rows {
		for i, n := range row {
			called[i] += n
			all += n
		}
	}
	share := func(n int) float64 { return float64(n) / float64(max(1, all)) }
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintf(w, "true \\ called\t%s\tshare\t\n", strings.Join(q.Classes.Names, "\t"))
	for i, row := range rows {
		fmt.Fprintf(w, "%s\t", q.Classes.Names[i])
		sum := 0
		for _, n := range row {
			fmt.Fprintf(w, "%d\t", n)
			sum += n
		}
		fmt.Fprintf(w, "%.3f\t\n", share(sum))
	}
	fmt.Fprint(w, "share called\t")
	for _, n := range called {
		fmt.Fprintf(w, "%.3f\t", share(n))
	}
	fmt.Fprintln(w, "\t")
	return w.Flush()
}

// barWidth is the length of the bar of a share of 1.
const barWidth = 50

// bar draws a bin: a bar as long as the share that came true, and a mark where it should end.
func bar(b evaluate.Bin) string {
	if b.Count == 0 {
		return ""
	}
	line := []byte(strings.Repeat("=", int(math.Round(b.Share*barWidth))) + strings.Repeat(" ", barWidth+1))[:barWidth+1]
	line[int(math.Round(b.Mean*barWidth))] = '|'
	return fmt.Sprintf("%.3f %.3f  %s", b.Mean, b.Share, strings.TrimRight(string(line), " "))
}
