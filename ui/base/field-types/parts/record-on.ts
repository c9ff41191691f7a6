import { createContext, useContext } from 'react'

/** The record whose values are shown (`customer.person/<id>`): a file is opened by the right to the record that holds it. */
export const RecordOn = createContext<string | null>(null)
export const useRecordOn = (): string | null => useContext(RecordOn)
