import type { Misfit } from '@lianke/platform'

/** An event that does not fit its description: it waits until somebody has mended one of the two. */
export class HeldEvent extends Error {
  readonly misfit: Misfit
  constructor(misfit: Misfit) {
    super(misfit.code)
    this.misfit = misfit
  }
}
