package enum CheckRegistry { package static let all: [Int] = [] }
