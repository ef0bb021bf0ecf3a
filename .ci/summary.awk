# Adds up the test reports of surefire and failsafe: one line a module, then the whole. Fails when no test ran or one failed.

function attribute(name) {
    return match($0, " " name "=\"[0-9]+\"") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4) : 0
}

/<testsuite / {
    split(FILENAME, path, "/")
    module = path[2]
    if (!(module in tests)) order[++modules] = module
    tests[module] += attribute("tests")
    bad[module] += attribute("failures") + attribute("errors")
    skipped[module] += attribute("skipped")
}

END {
    for (i = 1; i <= modules; i++) {
        line(order[i], tests[order[i]], bad[order[i]], skipped[order[i]])
        all += tests[order[i]]; allBad += bad[order[i]]; allSkipped += skipped[order[i]]
    }
    line("all modules", all, allBad, allSkipped)
    exit all == 0 || allBad > 0
}

function line(name, ran, failed, left) {
    printf "%-16s tests: %5d  failed: %3d  skipped: %3d\n", name, ran, failed, left
}
