package training

import (
	"math"

	"gonum.org/v1/gonum/floats"
)

// Constants of the minimiser.
const (
	lbfgsMemory    = 8    // pairs of steps and changes of the gradient that are kept
	sufficient     = 1e-4 // share of the expected decrease that a step must bring (Armijo)
	stepReduction  = 0.5
	shortestStep   = 1e-10
	curvatureFloor = 1e-12
)

// minimise moves x towards the minimum of a smooth convex function, which sets its
// gradient and returns its value. It is L-BFGS (Nocedal and Wright, "Numerical
// Optimization", 2nd edition, algorithms 7.4 and 7.5) with backtracking; it stops after a
// number of iterations, or when one changes the value by less than a relative tolerance.
// Sums run in a fixed order.
//
// It is not the LBFGS of gonum/optimize, with whose Backtracking the steps would be almost
// these: that one multiplies by reciprocals where this divides, shortens or stretches the
// first step to length 1 where this only shortens it, and keeps pairs whose curvature is not
// positive, which backtracking does not rule out. So the last digits differ, a fit stops an
// iteration earlier or later, and even the model of ninety short sentences gets other bytes
// (tried): the embedded ones could not be made again. It also asks for value and gradient
// apart, and so reads the design twice where both are wanted.
func minimise(x []float64, f func(x, gradient []float64) float64, iterations int, tolerance float64) {
	n := len(x)
	gradient, next, candidate := make([]float64, n), make([]float64, n), make([]float64, n)
	value := f(x, gradient)
	var memory []curvature
	for iteration := range iterations {
		direction := descent(gradient, memory)
		slope := floats.Dot(direction, gradient)
		if slope >= 0 {
			return
		}
		step := 1.0
		if iteration == 0 {
			step = 1 / math.Max(1, floats.Norm(gradient, 2))
		}
		var reached float64
		for {
			floats.AddScaledTo(candidate, x, step, direction)
			reached = f(candidate, next)
			if reached <= value+sufficient*step*slope {
				break
			}
			if step *= stepReduction; step < shortestStep {
				return
			}
		}
		pair := curvature{make([]float64, n), make([]float64, n), 0}
		floats.SubTo(pair.step, candidate, x)
		floats.SubTo(pair.change, next, gradient)
		if pair.product = floats.Dot(pair.step, pair.change); pair.product > curvatureFloor {
			if memory = append(memory, pair); len(memory) > lbfgsMemory {
				memory = memory[1:]
			}
		}
		copy(x, candidate)
		gradient, next = next, gradient
		if value-reached <= tolerance*math.Abs(value) {
			return
		}
		value = reached
	}
}

// curvature is what one iteration tells of the second derivatives.
type curvature struct {
	step, change []float64
	product      float64 // of both
}

// descent gives -H gradient, H being the approximate inverse of the Hessian (algorithm
// 7.4, the two-loop recursion).
func descent(gradient []float64, memory []curvature) []float64 {
	q := make([]float64, len(gradient))
	copy(q, gradient)
	alpha := make([]float64, len(memory))
	for i := len(memory) - 1; i >= 0; i-- {
		m := memory[i]
		alpha[i] = floats.Dot(m.step, q) / m.product
		floats.AddScaled(q, -alpha[i], m.change)
	}
	if len(memory) > 0 {
		m := memory[len(memory)-1]
		floats.Scale(m.product/floats.Dot(m.change, m.change), q)
	}
	for i, m := range memory {
		beta := floats.Dot(m.change, q) / m.product
		floats.AddScaled(q, alpha[i]-beta, m.step)
	}
	floats.Scale(-1, q)
	return q
}
