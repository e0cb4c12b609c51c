import CapacityPlanning
import Diagnostics
import PlanModel
import Sizing

/// What SQL can not see: memory, processors and disks, by node_exporter's metrics.
enum HostRules {
  static func rules(_ subject: MonitoringSubject) -> [MonitoringRule] {
    [memory(subject), processors(subject), throughput(subject), space(subject)]
  }

  private static func memory(_ subject: MonitoringSubject) -> MonitoringRule {
    var rule = MonitoringRule(.resources, "memory", from: "node_memory_MemAvailable_bytes")
    guard let memory = subject.plan.deployment?.memory else { return rule }
    let least = memory.value.value / 10
    rule.limit = "below \(Format.bytes(least)): a tenth of \(memory.value.shown)"
    rule.spans = [memory.span]
    rule.alerts = [
      .init(
        name: "MemoryLow", expression: "node_memory_MemAvailable_bytes < \(Prom.number(least))", lasts: "10m",
        summary: "Less than \(Format.bytes(least)) of \(memory.value.shown) is available")
    ]
    return rule
  }

  private static func processors(_ subject: MonitoringSubject) -> MonitoringRule {
    var rule = MonitoringRule(.resources, "processors", from: "node_cpu_seconds_total")
    guard let cores = subject.plan.deployment?.cores else { return rule }
    let most = Double(cores.value) * 0.8
    rule.limit = "\(Format.decimal(most)) busy: 80 % of \(cores.value) cores"
    rule.spans = [cores.span]
    rule.alerts = [
      .init(
        name: "ProcessorsBusy",
        expression: "sum by (instance) (rate(node_cpu_seconds_total{mode!=\"idle\"}[5m])) > \(Prom.number(most))",
        lasts: "15m", summary: "More than \(Format.decimal(most)) of \(cores.value) cores are busy")
    ]
    return rule
  }

  private static func throughput(_ subject: MonitoringSubject) -> MonitoringRule {
    var rule = MonitoringRule(
      .resources, "disk throughput", from: "node_disk_read_bytes_total, node_disk_written_bytes_total")
    guard let disk = subject.plan.deployment?.disk else { return rule }
    let most = disk.value.value * 0.8
    rule.limit = "\(Format.bytes(most))/s: 80 % of \(disk.value.shown)"
    rule.spans = [disk.span]
    rule.alerts = [
      .init(
        name: "DiskBusy",
        expression:
          "sum by (instance) (rate(node_disk_read_bytes_total[5m]) + rate(node_disk_written_bytes_total[5m])) > \(Prom.number(most))",
        lasts: "15m", summary: "The disk moves more than \(Format.bytes(most)) a second of \(disk.value.shown)")
    ]
    return rule
  }

  /// Room for a quarter of what twelve months add.
  private static func space(_ subject: MonitoringSubject) -> MonitoringRule {
    var rule = MonitoringRule(.resources, "disk space", from: "node_filesystem_avail_bytes")
    let growth = subject.sum { max(0, $0.later.total - $0.size.total) }
    guard growth.bytes > 0 else { return rule }
    let least = growth.bytes / 4
    rule.limit =
      "below \(Format.bytes(least)): three months of \(Format.bytes(growth.bytes)) a year"
    rule.spans = growth.spans
    rule.alerts = [
      .init(
        name: "DiskSpace",
        expression:
          "min by (instance) (node_filesystem_avail_bytes{fstype!~\"tmpfs|overlay\"}) < \(Prom.number(least))",
        lasts: "30m", isUrgent: true,
        summary: "Less than \(Format.bytes(least)) is free, what the tables grow in three months")
    ]
    return rule
  }
}
