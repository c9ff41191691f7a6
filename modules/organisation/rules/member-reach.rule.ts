import { fieldTypes, textIn, textsIn, type TypeContext } from '@lianke/kernel'

/** A telephone and mail addresses by which a directory reaches a member, as our fields keep them; what they would not take is not there. */
export interface Reach {
  readonly phone: string | null
  readonly emails: readonly string[]
}

/** What a directory told of how a member is reached. */
export const reachIn = (told: Readonly<Record<string, unknown>>, context: TypeContext): Reach => {
  const read = (type: 'phone' | 'email', given: string): string | null => {
    const said = fieldTypes[type].normalise(given, {}, context)
    return 'value' in said ? textIn(said.value) || null : null
  }
  return {
    phone: read('phone', textIn(told.mobile) ?? ''),
    emails: [...new Set(textsIn(told.emails).flatMap((one) => read('email', one) ?? []))],
  }
}
