import type { ChannelAct } from './define-meaning.ts'
import type { FieldTypeName, Field, ReferenceValue } from './field.ts'
import type { FactSource } from './fact-source.ts'
import type { FilterOperator } from './filter.ts'
import type { Label } from './label.ts'
import type { CommandFields } from './command-fields.ts'
import type { CommandDefinition, CommandPlace } from './define-command.ts'
import type { ChartDefinition } from './define-chart.ts'
import type { NoticeDefinition } from './define-notice.ts'
import type { Area } from './define-page.ts'
import type { ConditionDefinition } from './define-condition.ts'
import type { ObjectDefinition } from './define-object.ts'
import type { ProcessDefinition } from './define-process.ts'
import type { FieldType } from './field-types/field-type.ts'

/** A field as the caller may use it: `operators` and `sortable` are read off its type, `access` off the caller's roles. */
export interface MetaField {
  readonly type: FieldTypeName
  readonly label: Label
  readonly options: Field['options']
  readonly operators: readonly FilterOperator[]
  readonly sortable: boolean
  readonly report: FieldType['report']
  /** False: computed, or set by the system only. */
  readonly writable: boolean
  /** Only acts write it; a migration may bring it. */
  readonly migrates?: boolean
  /** Present where the caller may see but not change it, or sees it masked. Hidden fields are absent from meta. */
  readonly access?: 'read' | 'masked'
}

/** One object as the caller may use it. Objects that may not be read are absent. */
export interface MetaObject
  extends Pick<
    ObjectDefinition,
    | 'name'
    | 'label'
    | 'plural'
    | 'icon'
    | 'title'
    | 'board'
    | 'calendar'
    | 'sort'
    | 'columns'
    | 'states'
    | 'partOf'
    | 'hidden'
    | 'custom'
    | 'ledger'
    | 'uniqueTogether'
    | 'createBy'
    | 'person'
    | 'often'
    | 'keeps'
  > {
  readonly module: string
  readonly area: Area | null
  readonly fields: Readonly<Record<string, MetaField>>
  /** Lines that are written together with a record, by the name the record gives them. */
  readonly parts: readonly {
    readonly name: string
    readonly object: string
    readonly via: string
    /** False: only acts write them. */
    readonly writable: boolean
  }[]
  /** Set where the records are lines of another object's. */
  readonly whole: { readonly object: string; readonly via: string; readonly part: string } | null
  /** Objects whose reference field `via` points here and that the caller may read. */
  readonly children: readonly { readonly object: string; readonly via: string }[]
  readonly may: Readonly<Record<'read' | 'create' | 'update' | 'delete' | 'import' | 'export', boolean>>
}

/** A command as the caller may run it. */
export interface MetaCommand
  extends Pick<CommandDefinition, 'name' | 'label' | 'icon' | 'help' | 'on' | 'offered' | 'prefill' | 'done'> {
  readonly fields: CommandFields
  readonly place: readonly CommandPlace[]
  /** There is a way back. */
  readonly undo: boolean
  readonly danger: boolean
  readonly input: Readonly<Record<string, unknown>>
}

/** What `GET /api/v1/meta` answers: the product as this caller may use it. One shape for server and screens. */
export interface Meta {
  readonly version: number
  readonly tenant: {
    readonly id: string
    readonly name: string
    readonly zone: string
    readonly locale: 'zh-CN' | 'en'
    readonly base_currency: string
    /** Where numbers without a country are dialled. */
    readonly phone_region: string
  }
  readonly me: {
    readonly id: string
    readonly name: string
    readonly email: string | null
    readonly avatar: string | null
    readonly department: ReferenceValue | null
    readonly roles: readonly ReferenceValue[]
    readonly rights: readonly string[]
  }
  readonly modules: readonly { readonly name: string; readonly label: Label; readonly area: Area | null }[]
  readonly objects: readonly MetaObject[]
  /** Ledgers whose balances the caller may read: `name` and `entry` are objects. */
  readonly ledgers: readonly { readonly name: string; readonly entry: string; readonly label: Label }[]
  readonly events: readonly {
    readonly name: string
    readonly label: Label
    readonly icon?: string
    readonly sentence?: Label
    /** Who may tell it. */
    readonly from: readonly FactSource[]
    readonly own?: true
    readonly fields: Readonly<Record<string, Field>>
  }[]
  /** Figures of objects the caller may read, in order. */
  readonly charts: readonly ChartDefinition[]
  /** What staff are told of; `message`: by itself also by message. */
  readonly notices: readonly (Pick<NoticeDefinition, 'name' | 'label' | 'kind'> & { readonly message: boolean })[]
  /** Ready-made conditions over objects the caller may read. */
  readonly conditions: readonly ConditionDefinition[]
  /** Commands the caller may run. `input` is a JSON Schema of all a program may give, `fields` what people are asked. */
  readonly commands: readonly MetaCommand[]
  readonly steps: readonly {
    readonly name: string
    readonly label: Label
    readonly icon?: string
    readonly group: string
    /** Whom it can be done for; absent: any record. */
    readonly needs?: 'person' | readonly string[]
    readonly fields: Readonly<Record<string, Field>>
    readonly outlets: readonly string[] | null
  }[]
  /** Kinds of processes whose definitions the caller may read. */
  readonly processes: readonly Omit<ProcessDefinition, 'words'>[]
  readonly channels: readonly {
    readonly name: string
    readonly label: Label
    /** It tells which companies of its vendor's there are. */
    readonly companies: boolean
    readonly actions: readonly {
      readonly name: string
      readonly label: Label
      readonly fields: Readonly<Record<string, Field>>
      readonly touches: boolean
      /** What it does in the house's words; null: something of its own. */
      readonly does: ChannelAct | null
    }[]
  }[]
  readonly rights: readonly { readonly name: string; readonly label: Label }[]
  readonly words: Readonly<Record<string, Label>>
}
