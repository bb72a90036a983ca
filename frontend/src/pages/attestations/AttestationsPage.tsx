export function AttestationsPage() { return null }
