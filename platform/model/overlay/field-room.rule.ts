import {
  type CommandDefinition,
  type Field,
  isGroup,
  isObject,
  label,
  type Label,
  type ObjectDefinition,
  optionsIn,
  traitsOf,
} from '@lianke/kernel'
import type { Model, ModelObject } from '../model/model.ts'
import { releasedOf } from '../model/model.ts'
import { likenessOf } from './lay-commands.ts'

/** What a company may say of a field; a label: why not. */
export interface FieldRoom {
  readonly require: Label | null
  readonly default: Label | null
  readonly hide: Label | null
  /** That it depends on another choice. */
  readonly when: Label | null
  /** Options of its own, and retiring those there are. Words, colours and order are always the company's. */
  readonly options: Label | null
  /** Options that stay on offer, each with the reason. */
  readonly kept: ReadonlyMap<string, Label>
}

const writtenByProduct = label('由系统或专门的操作写入', 'The product writes it')
const alreadyHidden = label('本来就不在表单里', 'It is in no form as it is')
const namesRecords = label('它是记录的名称', 'It names the records')
const stateField = label('流程状态由系统规定', 'It is the state, whose moves the product knows')
const notAsked = label('新建记录的操作不会问到它', 'The act that makes a record does not ask for it')
const madeByAct = label('记录由专门的操作新建', 'An act makes its records')
const released = label('产品已经要求必填', 'The product requires it')
const ruleNames = label('系统规则用到它', 'Rules of the product name it')

/** Whether nobody but the product writes a field. */
const isProducts = ({ written, derive, follows, ledger }: ObjectDefinition, name: string, field: Field): boolean =>
  ledger === true ||
  field.options.readOnly === true ||
  !traitsOf(field).writable ||
  written?.[name] !== undefined ||
  derive?.fields.some((one) => one === name) === true ||
  follows?.fields.some((one) => one === name) === true

/** Where records are made by an act, a field is asked for by it or by nobody. */
const isAskedByAct = (command: CommandDefinition | undefined, name: string, field: Field): boolean =>
  !command ||
  Object.entries(command.fields ?? {}).some(
    ([own, one]) => !(own in command.input.shape) && !isGroup(one) && (likenessOf(one) === field || own === name),
  )

/** Values that a filter tree, wherever it is written, asks of this field. */
const askedValues = (tree: unknown, name: string): readonly unknown[] => {
  if (Array.isArray(tree)) return tree.flatMap((one) => askedValues(one, name))
  if (!isObject(tree)) return []
  const own =
    typeof tree.field === 'string' && (tree.field === name || tree.field.endsWith(`.${name}`)) ? [tree.value].flat() : []
  return [...own, ...Object.values(tree).flatMap((one) => askedValues(one, name))]
}

/** Values that acts offer themselves in, or begin with. */
const actValues = (command: CommandDefinition, object: ModelObject, name: string, field: Field): readonly unknown[] => [
  ...(command.on === object.name ? (command.offered?.[name] ?? []) : []),
  ...Object.values(command.fields ?? {}).flatMap((one) =>
    !isGroup(one) && likenessOf(one) === field && one.options.default !== undefined ? [one.options.default] : [],
  ),
]

/** Options that rules of the product name: conditions, charts, acts, validations. */
const keptOptions = (model: Model, object: ModelObject, name: string, field: Field): ReadonlyMap<string, Label> => {
  const named = new Set<unknown>([
    ...[...model.conditions.values(), ...model.charts.values()].flatMap(({ filter }) => askedValues(filter, name)),
    ...[...model.commands.values()].flatMap((command) => actValues(command, object, name, field)),
  ])
  const rules = (object.definition.validations ?? []).map(({ rule }) => rule).filter((rule) => rule.includes(name))
  const inRule = (value: string) => rules.some((rule) => rule.includes(`"${value}"`) || rule.includes(`'${value}'`))
  return new Map(
    optionsIn(field.options).flatMap(({ value }) => (named.has(value) || inRule(value) ? [[value, ruleNames] as const] : [])),
  )
}

/** What may be said over one field of the release. */
export const fieldRoom = (model: Model, object: ModelObject, name: string, field: Field): FieldRoom => {
  const { definition } = releasedOf(object)
  const { title, states, createBy } = definition
  const products = isProducts(definition, name, field) ? writtenByProduct : null
  const hidden = field.options.hidden ? alreadyHidden : null
  const isState = states?.field === name ? stateField : null
  const act = createBy === undefined ? undefined : model.commands.get(createBy)
  const traits = traitsOf(field)
  const noDefault =
    field.options.unique || traits.files || traits.sealed ? label('每条记录各不相同', 'It differs from record to record') : null
  return {
    require:
      (field.options.required ? released : null) ?? products ?? hidden ?? (isAskedByAct(act, name, field) ? null : notAsked),
    default: products ?? isState ?? noDefault,
    hide: (title === name ? namesRecords : null) ?? hidden,
    when:
      (title === name ? namesRecords : null) ??
      (field.options.required ? released : null) ??
      products ??
      hidden ??
      isState ??
      (createBy === undefined ? null : madeByAct),
    options: products ?? isState,
    kept: keptOptions(model, object, name, field),
  }
}
