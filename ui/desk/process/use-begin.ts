import { useNavigate } from '@tanstack/react-router'
import { recordPath } from '../../base/client/peek.ts'
import { useSave } from '../../base/client/records.ts'
import { Problem } from '../../base/client/request.ts'
import { useToast } from '../../base/feedback/toast.tsx'
import { useKind } from './process-kind.ts'

const namesTriedMax = 30

/** Makes a definition and opens it. */
export const useBegin = () => {
  const toast = useToast()
  const navigate = useNavigate()
  const { kind } = useKind()
  const save = useSave(kind.object)
  // Names are unique: the second «New journey» is called «New journey 2».
  return async (name: string, values: Readonly<Record<string, unknown>>) => {
    for (let n = 1; n <= namesTriedMax; n++) {
      try {
        const { id } = await save.mutateAsync({ values: { name: n === 1 ? name : `${name} ${n}`, status: 'draft', ...values } })
        return void navigate({ to: recordPath(kind.object, id), replace: true })
      } catch (error) {
        if (n === namesTriedMax || !(error instanceof Problem) || error.status !== 409) return toast.failed(error)
      }
    }
  }
}
