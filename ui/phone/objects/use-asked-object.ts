import { useParams } from '@tanstack/react-router'
import type { MetaObject } from '@lianke/kernel'
import { useModel } from '../../base/client/phone-model.ts'

/** The object, and the record where there is one, that the address of the page names; no object where there is none to be seen. */
export const useAskedObject = (): { readonly object: MetaObject | undefined; readonly id: string | undefined } => {
  const { module = '', noun = '', id } = useParams({ strict: false }) as { module?: string; noun?: string; id?: string }
  return { object: useModel().object(`${module}.${noun}`), id }
}
