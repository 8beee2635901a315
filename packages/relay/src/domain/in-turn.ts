/** Does one thing after another, in the order they were asked for; one that fails is over too. */
export class InTurn {
  #last: Promise<unknown> = Promise.resolve()

  run<Value>(act: () => Promise<Value>): Promise<Value> {
    const done = this.#last.then(act)
    this.#last = done.catch(() => undefined)
    return done
  }
}
