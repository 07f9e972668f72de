"""Work shared among processes of this machine: a child is asked for one thing at a time, and none outlives a call."""

import pickle
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from subprocess import Popen

from helpers.intake.child import start

LOST = (OSError, EOFError, pickle.UnpicklingError)  # what one meets at the pipes of a child that was killed


@contextmanager
def heeding_ctrl_c() -> Iterator[Callable]:
    """Gives what raises KeyboardInterrupt if Ctrl-C was pressed within, and is called at the end, too.

    Libraries in C now and then clear the exception that the interrupt raised, and the work would go on.
    """
    pressed = threading.Event()

    def note(number: int, frame: object) -> None:
        pressed.set()
        raise KeyboardInterrupt

    def heed() -> None:
        if pressed.is_set():
            raise KeyboardInterrupt

    # Another handler is somebody's own, and only the main thread may set one.
    usual = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    usual = usual and threading.current_thread() is threading.main_thread()
    if usual:
        signal.signal(signal.SIGINT, note)
    try:
        yield heed
        heed()
    finally:
        if usual:
            signal.signal(signal.SIGINT, signal.default_int_handler)


def share(
    keys: list, make: Callable, work: Callable, *, done: Callable, children: int, child: str, told: object
) -> list:
    """What `work` gives for `make(key)` of every key, in their order; this process works, too.

    `child`: the code of a child, which calls `answer` and is told `told` first. `done` is called with each key that is
    done, from the caller's thread: a progress bar that was interrupted lets no other thread in any more. An exception
    ends all; so does Ctrl-C. What a child had in hand when it was killed is done by the others.
    """
    todo, finished, results, problems = deque(enumerate(keys)), deque(), [None] * len(keys), []

    def finish(n: int, result: object) -> None:
        results[n] = result
        finished.append(keys[n])

    def tell() -> None:
        while finished:
            done(finished.popleft())

    def ask(process: Popen) -> None:
        """Hand a child one thing after the other, from a thread of its own."""
        at = None
        try:
            pickle.dump(told, process.stdin)
            while todo:
                at = todo.popleft()
                pickle.dump(make(at[1]), process.stdin, pickle.HIGHEST_PROTOCOL)
                process.stdin.flush()
                result, problem = pickle.load(process.stdout)
                if problem is not None:
                    raise problem
                finish(at[0], result)
        except IndexError:  # another was quicker
            pass
        except LOST:
            todo.extend([at] if at else [])
        except Exception as problem:
            problems.append(problem)
            todo.clear()

    processes, threads = [], []
    try:
        for _ in range(children):
            # Sessions of their own: Ctrl-C in a terminal, or a notebook's interrupt, is for this process to pass on.
            processes.append(start(child, start_new_session=True))
            threads.append(threading.Thread(target=ask, args=(processes[-1],), daemon=True))
            threads[-1].start()
        while (busy := [thread for thread in threads if thread.is_alive()]) or todo:
            tell()
            try:
                n, key = todo.popleft()
            except IndexError:
                busy[0].join(0.05)
                continue
            finish(n, work(make(key)))
        tell()
    finally:
        todo.clear()
        for process in processes:
            process.kill()
            process.wait()
        for thread in threads:
            if thread.ident:  # an interrupt may have come before it was started
                thread.join()
        for process in processes:
            with suppress(OSError):  # what it did not read before it was killed
                process.stdin.close()
            process.stdout.close()
    for problem in problems:
        raise problem
    return results


def answer(begin: Callable) -> None:
    """A child's part: `begin(told)` gives the work; what is handed in is answered until there is no more."""
    questions, answers, sys.stdout = sys.stdin.buffer, sys.stdout.buffer, sys.stderr
    work = begin(pickle.load(questions))
    while True:
        try:
            asked = pickle.load(questions)
        except EOFError:
            return
        try:
            found = work(asked), None
        except Exception as problem:  # raised again by who asked
            found = None, problem
        pickle.dump(found, answers, pickle.HIGHEST_PROTOCOL)
        answers.flush()
