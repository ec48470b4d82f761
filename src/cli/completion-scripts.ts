/**
 * What each shell runs at the Tab key. All of them ask `tousu complete N -- WORDS`: the words after `tousu`, of which
 * the Nth is being typed; what comes back is a line for each candidate, its meaning behind a tab. Both are
 * passed on as they are and never evaluated: a case may hold any text.
 */
export const completionScripts = {
  bash: `_tousu() {
  local candidate
  COMPREPLY=()
  while IFS=$'\\t' read -r candidate _; do
    [[ -n $candidate ]] && COMPREPLY+=("$(printf '%q' "$candidate")")
  done < <(tousu complete "$COMP_CWORD" -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -o default -F _tousu tousu`,
  zsh: `#compdef tousu
_tousu() {
  local line
  local -a found
  while IFS= read -r line; do
    found+=("\${\${line%%$'\\t'*}//:/\\\\:}:\${line#*$'\\t'}")
  done < <(tousu complete $((CURRENT - 1)) -- "\${(@)words[2,CURRENT]}" 2>/dev/null)
  if (( \${#found} )); then _describe tousu found; else _files; fi
}
if [ "\${funcstack[1]}" = _tousu ]; then _tousu; else compdef _tousu tousu; fi`,
  fish: `function __tousu_complete
  set -l words (commandline -opc)
  set -l current (commandline -ct)
  tousu complete (count $words) -- $words[2..-1] "$current" 2>/dev/null
end
complete -c tousu -a '(__tousu_complete)'`,
  powershell: `Register-ArgumentCompleter -Native -CommandName tousu -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $words = @($commandAst.CommandElements | Select-Object -Skip 1 |
    Where-Object { $_.Extent.StartOffset -lt $cursorPosition } | ForEach-Object { $_.Extent.Text })
  $place = $words.Count
  if ($wordToComplete -eq '') { $place += 1 }
  $before = [Console]::OutputEncoding
  [Console]::OutputEncoding = [System.Text.UTF8Encoding]::new()
  try { $found = @(tousu complete $place -- @words 2>$null) } finally { [Console]::OutputEncoding = $before }
  $found | ForEach-Object {
    $candidate, $meaning = $_ -split "\`t", 2
    if (-not $meaning) { $meaning = $candidate }
    $text = if ($candidate -match '[^\\w-]') { "'" + $candidate.Replace("'", "''") + "'" } else { $candidate }
    [System.Management.Automation.CompletionResult]::new($text, $candidate, 'ParameterValue', $meaning)
  }
}`,
} as const;
