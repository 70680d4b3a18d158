package duplicate_test

import (
	"context"
	"fmt"

	"leitmotif/corpus/duplicate"
)

// Near copies are gathered into stories.
func ExampleStories() {
	const wire = "The port of Norderhafen was closed on Monday after the storm had torn two cranes from their rails, " +
		"and the harbour master said that ships would have to wait outside until the divers had searched the basin."
	texts := []string{wire, "Chips from the plant at Steinau reach the first customers, who had waited for them since the spring.", wire + " Nobody was hurt."}
	hasher := duplicate.NewHasher()
	var stories duplicate.Stories
	for i, text := range texts {
		stories.Add(i, hasher.Sign(text))
	}
	fmt.Println(stories.Groups(context.Background()))
	// Output: [[0 2]] <nil>
}
