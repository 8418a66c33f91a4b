package export

import (
	"io"

	"synoptic/news"
)

// Format is a form in which a comparison leaves the program.
type Format struct {
	Name  string // as the user asks for it
	Media string // MIME type
	Ext   string // of a file name, with its dot
	Write func(io.Writer, *news.Coverage, Options) error
}
