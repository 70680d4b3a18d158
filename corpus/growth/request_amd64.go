package growth

// supported tells whether request reaches valgrind.
const supported = true

// valgrind asks valgrind for what args[0] names; outside of valgrind it does nothing.
//
//go:noescape
func valgrind(args *[6]uint64)

func request(code uint64) {
	args := [6]uint64{code}
	valgrind(&args)
}
