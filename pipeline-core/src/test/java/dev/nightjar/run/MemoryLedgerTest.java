package dev.nightjar.run;

class MemoryLedgerTest extends RunLedgerContract {

  @Override
  protected RunLedger open(LeaseRules rules) {
    return new MemoryLedger(rules);
  }
}
