package app

import (
	"os"
	"strconv"
	"sync"
	"syscall"
)

// background is how much lower the priority of work is that nobody waits for.
const background = 10

// giveWay lets other programs of this machine, a server of the same store above
// all, run before this one from now on. Linux has priorities by thread; those to
// come inherit them.
var giveWay = sync.OnceFunc(func() {
	threads, err := os.ReadDir("/proc/self/task")
	if err != nil {
		return // it is a courtesy
	}
	for _, t := range threads {
		id, err := strconv.Atoi(t.Name())
		if err != nil {
			continue
		}
		if now, err := syscall.Getpriority(syscall.PRIO_PROCESS, id); err == nil {
			_ = syscall.Setpriority(syscall.PRIO_PROCESS, id, 20-now+background)
		}
	}
})
