//go:build !linux

package app

// giveWay does nothing here.
func giveWay() {}
