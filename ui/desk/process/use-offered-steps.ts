import { useModel } from '../../base/client/meta.ts'
import { useKind } from './process-kind.ts'

/** Steps that can be put in: of the kind's palette, for the records that run. */
export const useOfferedSteps = () => {
  const model = useModel()
  const { kind, subject } = useKind()
  const person = model.object(subject)?.person
  const fits = (needs: 'person' | readonly string[] | undefined) =>
    needs === undefined || (needs === 'person' ? person !== undefined : needs.includes(subject))
  return kind.palette.flatMap((group) => model.steps.filter((step) => step.group === group && fits(step.needs)))
}
