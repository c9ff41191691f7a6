import { label } from '@lianke/kernel'
import { useModel, useText } from '@lianke/ui'
import { measureKey, type Place, withField, withoutGroup, withoutMeasure } from './report-question.ts'
import { useReportWords } from './use-report-words.ts'
import { Well } from './well.tsx'
import { WellChip } from './well-chip.tsx'
import { type Built, useGroupMenu, useMeasureMenu } from './use-well-menus.ts'

/** A well takes a field where it fits. */
const useDrop = ({ object, question, onChange }: Built) => {
  const model = useModel()
  return (place: Place | 'value') => (path: string) => {
    const field = path ? model.fieldAt(object, path) : undefined
    if (field) onChange(withField(question, path, field, place))
  }
}

/** What the answer is divided by, down or across. */
const GroupWell = ({
  built,
  place,
  name,
  hint,
}: {
  readonly built: Built
  readonly place: Place
  readonly name: string
  readonly hint: string
}) => {
  const { object, question, onChange } = built
  const words = useReportWords(object)
  const menu = useGroupMenu(built)
  const drop = useDrop(built)
  const lies = question.groups.flatMap((group, index) => ((group.place ?? 'row') === place ? [{ group, index }] : []))
  return (
    <Well name={name} hint={hint} empty={lies.length === 0} onDrop={drop(place)}>
      {lies.map(({ group, index }) => (
        <WellChip
          key={group.field}
          path={group.field}
          said={words.group(group)}
          menu={menu(group, index)}
          onRemove={() => onChange(withoutGroup(question, index))}
        />
      ))}
    </Well>
  )
}

/** The figures that are asked for. */
const ValueWell = ({ built }: { readonly built: Built }) => {
  const { object, question, onChange } = built
  const text = useText()
  const words = useReportWords(object)
  const menu = useMeasureMenu(built)
  const drop = useDrop(built)
  return (
    <Well name={text(label('值', 'Values'))} hint="" empty={false} onDrop={drop('value')}>
      {question.measures.map((measure, index) => (
        <WellChip
          key={measureKey(measure)}
          path={measure.field}
          said={words.measure(measure)}
          menu={menu(measure, index)}
          onRemove={() => onChange(withoutMeasure(question, index))}
        />
      ))}
    </Well>
  )
}

/** Rows, columns and values: where fields are dropped, changed and taken out again. */
export const Wells = (built: Built) => {
  const text = useText()
  return (
    <div className="lk-wells">
      <GroupWell
        built={built}
        place="row"
        name={text(label('行', 'Rows'))}
        hint={text(label('拖入或点选字段', 'Drop or click a field'))}
      />
      <GroupWell
        built={built}
        place="column"
        name={text(label('列', 'Columns'))}
        hint={text(label('再分一次', 'Divide once more'))}
      />
      <ValueWell built={built} />
    </div>
  )
}
