const idleInTransactionTimeoutMs = 60_000

/** What every session begins with. The last answer says whether it speaks with the coordinator of a Citus cluster, which is asked for some things otherwise. */
export const sessionWords = (statementTimeoutMs: number): string =>
  `set timezone to 'UTC'; set statement_timeout to ${statementTimeoutMs};
      set idle_in_transaction_session_timeout to ${idleInTransactionTimeoutMs}; set client_min_messages to warning;
      select 1 from pg_extension where extname = 'citus'`

/** Of the answers to {@link sessionWords}. */
export const speaksWithCitus = (answers: unknown): boolean => Array.isArray(answers) && answers.at(-1)?.rows.length > 0
