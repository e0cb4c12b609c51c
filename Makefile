# dbplan: every chore of the project. Needed beforehand: git, make and Swift; the rest is installed by name.

.PHONY: plans test prove bench fresh format lint clean
.DEFAULT_GOAL := plans

plans: ## build, and every plan of Plans/ to Output/
	@.ci/packages build
	@.ci/plans release

# The tests need a debug build, which holds a debug dbplan; it writes the plans too, so that nothing is compiled twice.
test: ## the plans, then every test (seeded samples, some minutes)
	@.ci/packages build test
	@.ci/plans debug
	DBPLAN_SERVER_FOLDER=$$(.ci/memory) swift test --skip-build --disable-xctest

prove: ## everything that is measured, in full; goes on where it stopped
	@.ci/packages build test
	@.ci/prove

bench: ## 1,000 tables: wall, CPU, peak memory
	@.ci/packages build
	@.ci/bench

fresh: ## make plans on a Debian 12 that has nothing but git, make and Swift
	@.ci/fresh

format: ## rewrite the sources as .swift-format says
	swift format --in-place --parallel --recursive Package.swift Sources Templates Tests

lint: ## what format would change, as errors
	swift format lint --strict --parallel --recursive Package.swift Sources Templates Tests

clean:
	rm -rf .build .prove
