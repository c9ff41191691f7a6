import { inSlot, type ScheduleMoment } from '@lianke/kernel'

interface Acceptance {
  readonly auto_accept: boolean | null
  readonly auto_accept_from: string | null
  readonly auto_accept_to: string | null
}

/** Whether whoever scans becomes a contact without being confirmed: at all, and in its hours. */
export const acceptsNow = ({ auto_accept, auto_accept_from, auto_accept_to }: Acceptance, at: ScheduleMoment): boolean =>
  auto_accept !== false && inSlot({ from: auto_accept_from ?? undefined, to: auto_accept_to ?? undefined }, at)

/** Whether the channel must be told: it holds something else, or what it holds was never noted for a code that has hours. */
export const acceptanceDiffers = (code: Acceptance & { readonly published_accept: boolean | null }, accepts: boolean): boolean =>
  code.published_accept === null ? Boolean(code.auto_accept_from ?? code.auto_accept_to) : code.published_accept !== accepts
