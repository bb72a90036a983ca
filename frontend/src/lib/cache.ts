import { type Cache, cacheExchange, type KeyingConfig } from '@urql/exchange-graphcache'

// Parts of a larger thing that have no identity of their own; everything else is a Node and is kept by its id. A
// test holds the list to the schema.
const embedded = [
  'UnitResult',
  'SchoolItemResult',
  'Trace',
  'TraceInput',
  'TraceStep',
  'AreaResult',
  'CountyResult',
  'ReportCountsResult',
  'Balance',
  'BalanceContribution',
  'BalanceDriftResult',
  'SchoolDriftResult',
  'VetoAnswer',
  'ExcludedSchool',
  'Facet',
  'FacetValue',
  'HistogramBin',
  'PageInfo',
  'UserError',
  'ErrorParam',
  'Indicator',
  'OddityReviewResult',
  'PaperResult',
  'PaperGapResult',
  'RepairPayload',
  'RepairResult',
  'RepairStepResult',
  'RepairChangeResult',
  'RepairEffectResult',
  'RepairBlockerResult',
  'SimulatePayload',
  'SimulationResult',
  'SimulatedCountyResult',
  'SimulatedIndicatorResult',
  'SimulatedStageResult',
  'SimulatedBalanceResult',
  'SimulatedUnitResult',
  'SimulatedUnitSideResult',
  'SimulatedItemResult',
  'ClaimsPayload',
  'ClaimsResult',
  'ReportParagraphResult',
  'ClaimResult',
  'ClaimFactResult',
]

const connections = ['School', 'SchoolAssessment', 'CountyAssessment', 'Teacher', 'FundingYear', 'Attestation', 'Oddity', 'Account', 'Import', 'ImportError', 'Region']

export const keys: KeyingConfig = {
  ...Object.fromEntries(embedded.map((t) => [t, () => null])),
  ...Object.fromEntries(connections.flatMap((t) => [`${t}Connection`, `${t}Edge`].map((name) => [name, () => null]))),
  Edition: (e) => (typeof e['code'] === 'string' ? e['code'] : null),
}

// A write of figures or schools moves results that its answer does not carry: lists, counts and facets are read anew.
function results(_: unknown, __: unknown, cache: Cache) {
  forget(cache, ['schoolAssessments', 'countyAssessment', 'countyAssessments', 'attestations', 'countyYear', 'countyYears', 'fundingYears', 'oddities', 'region', 'regions', 'repair', 'school', 'schools'])
}

export function forget(cache: Cache, fields: readonly string[]) {
  for (const f of cache.inspectFields('Query')) if (fields.includes(f.fieldName)) cache.invalidate('Query', f.fieldKey)
}

export function newCache() {
  return cacheExchange({
    keys,
    updates: {
      Mutation: {
        createSchool: results,
        updateSchool: results,
        recordSchoolYear: results,
        recordCountyYear: results,
        recordFundingYear: results,
        attestIndicator: results,
        withdrawAttestation: results,
        answerVeto: results,
        importWorkbook: (_, __, cache) => forget(cache, ['imports']),
        createAccount: (_, __, cache) => forget(cache, ['accounts']),
      },
      Subscription: {
        countyAssessmentChanged: results,
        importProgress: (result, args, cache) => {
          const progress = result['importProgress']
          const done = typeof progress === 'object' && progress !== null && 'status' in progress && progress.status === 'SUCCEEDED'
          if (done) results(result, args, cache)
        },
      },
    },
  })
}
