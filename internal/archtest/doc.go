// Package archtest holds the table of who may import whom, as a test. It parses
// the files itself: a test that shelled out to go list would be answered from
// the test cache and stay green after a bad import.
package archtest
