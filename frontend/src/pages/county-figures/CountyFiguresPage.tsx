export function CountyFiguresPage() { return null }
