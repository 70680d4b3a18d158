package parquet

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"math"
	"math/big"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/parquet-go/parquet-go/deprecated"
	"github.com/parquet-go/parquet-go/format"

	"leitmotif/corpus/charset"
	"leitmotif/corpus/input"
)

// Text gives how a value of a column reads as text: a time in RFC 3339, bytes as text,
// a number in digits, JSON as ofJSON reads it. It is false for types of which no text can be
// made.
func (c Column) Text(ofJSON func([]byte) string) (func(Cell) string, bool) {
	e := c.element
	logical := e.LogicalType.Value
	if logical == nil {
		logical = logicalOf(e)
	}
	kind := e.Type.V
	number := kind == format.Int32 || kind == format.Int64
	switch t := logical.(type) {
	case *format.StringType, *format.EnumType:
		return textOfBytes, kind == format.ByteArray || kind == format.FixedLenByteArray
	case *format.JsonType:
		return func(v Cell) string { return ofJSON(v.bytes) }, kind == format.ByteArray
	case *format.DecimalType:
		const most = 1000 // digits behind the point; 38 are usual
		return func(v Cell) string { return textOfDecimal(v, t.Scale) },
			t.Scale >= 0 && t.Scale <= most && (number || kind == format.ByteArray || kind == format.FixedLenByteArray)
	case *format.DateType:
		return func(v Cell) string {
			return time.Unix(0, 0).UTC().AddDate(0, 0, int(v.number)).Format(time.DateOnly)
		}, kind == format.Int32
	case *format.TimeType:
		unit := unitsPerSecond(t.Unit)
		return func(v Cell) string { return timeOf(v.number, unit).Format("15:04:05.999999999") }, number
	case *format.TimestampType:
		unit := unitsPerSecond(t.Unit)
		layout := time.RFC3339
		if !t.IsAdjustedToUTC {
			layout = "2006-01-02T15:04:05" // a clock without a zone
		}
		return func(v Cell) string { return timeOf(v.number, unit).Format(layout) }, number
	case *format.IntType:
		if !t.IsSigned && kind == format.Int32 {
			return func(v Cell) string { return strconv.FormatUint(uint64(uint32(v.number)), 10) }, true
		}
		if !t.IsSigned {
			return func(v Cell) string { return strconv.FormatUint(uint64(v.number), 10) }, number
		}
	case *format.UUIDType:
		return textOfUUID, kind == format.FixedLenByteArray && e.TypeLength.V == 16
	case *format.Float16Type:
		return func(v Cell) string { return textOfFloat(float16(v.bytes)) }, kind == format.FixedLenByteArray && e.TypeLength.V == 2
	case *format.BsonType, *format.VariantType, *format.GeometryType, *format.GeographyType:
		return nil, false
	}
	if e.ConvertedType.Valid && e.ConvertedType.V == deprecated.Interval {
		return nil, false
	}
	return physicalText(kind)
}

// physicalText is Text for a column that has no logical type.
func physicalText(kind format.Type) (func(Cell) string, bool) {
	switch kind {
	case format.Boolean:
		return func(v Cell) string { return strconv.FormatBool(v.number != 0) }, true
	case format.Int32, format.Int64:
		return func(v Cell) string { return strconv.FormatInt(v.number, 10) }, true
	case format.Float:
		return func(v Cell) string {
			digits := strconv.FormatFloat(float64(math.Float32frombits(uint32(v.number))), 'f', -1, 32)
			return finiteDigits(digits)
		}, true
	case format.Double:
		return func(v Cell) string { return textOfFloat(math.Float64frombits(uint64(v.number))) }, true
	case format.Int96:
		return textOfInt96, true
	case format.ByteArray:
		return textOfBytes, true
	case format.FixedLenByteArray:
		return func(v Cell) string {
			if b := bytes.TrimRight(v.bytes, "\x00"); utf8.Valid(b) && !charset.IsBinary(b) {
				return textOfBytes(Cell{bytes: b})
			}
			return hex.EncodeToString(v.bytes)
		}, true
	}
	return nil, false
}

// logicalOf gives the logical type that older writers meant.
func logicalOf(e *format.SchemaElement) format.LogicalTypeValue {
	if !e.ConvertedType.Valid {
		return nil
	}
	milli, micro := format.TimeUnit{Value: new(format.MilliSeconds)}, format.TimeUnit{Value: new(format.MicroSeconds)}
	switch e.ConvertedType.V {
	case deprecated.UTF8:
		return new(format.StringType)
	case deprecated.Enum:
		return new(format.EnumType)
	case deprecated.Decimal:
		return &format.DecimalType{Scale: e.Scale.V, Precision: e.Precision.V}
	case deprecated.Date:
		return new(format.DateType)
	case deprecated.TimeMillis:
		return &format.TimeType{Unit: milli}
	case deprecated.TimeMicros:
		return &format.TimeType{Unit: micro}
	case deprecated.TimestampMillis:
		return &format.TimestampType{IsAdjustedToUTC: true, Unit: milli}
	case deprecated.TimestampMicros:
		return &format.TimestampType{IsAdjustedToUTC: true, Unit: micro}
	case deprecated.Uint8, deprecated.Uint16, deprecated.Uint32, deprecated.Uint64:
		return new(format.IntType)
	case deprecated.Json:
		return new(format.JsonType)
	case deprecated.Bson:
		return new(format.BsonType)
	}
	return nil
}

// Type names the type of a column.
func (c Column) Type() string {
	e := c.element
	switch logical := logicalOf(e); {
	case e.LogicalType.Value != nil:
		return e.LogicalType.Value.String()
	case logical != nil:
		return logical.String()
	case e.ConvertedType.Valid && e.ConvertedType.V == deprecated.Interval:
		return "INTERVAL"
	}
	return e.Type.V.String()
}

func textOfBytes(v Cell) string { return input.Text(v.bytes) }

// textOfDecimal gives a number whose last scale digits stand behind the point.
func textOfDecimal(v Cell, scale int32) string {
	const longest = 64 // bytes; 16 hold 38 digits
	n := big.NewInt(v.number)
	switch {
	case len(v.bytes) > longest:
		return hex.EncodeToString(v.bytes)
	case v.bytes != nil: // two's complement, the highest byte first
		n.SetBytes(v.bytes)
		if len(v.bytes) > 0 && v.bytes[0] >= 0x80 {
			n.Sub(n, new(big.Int).Lsh(big.NewInt(1), uint(8*len(v.bytes))))
		}
	}
	digits := new(big.Int).Abs(n).String()
	if short := int(scale) + 1 - len(digits); short > 0 {
		digits = strings.Repeat("0", short) + digits
	}
	if scale > 0 {
		point := len(digits) - int(scale)
		digits = digits[:point] + "." + digits[point:]
	}
	if n.Sign() < 0 {
		return "-" + digits
	}
	return digits
}

func textOfUUID(v Cell) string {
	b := v.bytes
	return hex.EncodeToString(b[:4]) + "-" + hex.EncodeToString(b[4:6]) + "-" + hex.EncodeToString(b[6:8]) + "-" +
		hex.EncodeToString(b[8:10]) + "-" + hex.EncodeToString(b[10:])
}

// float16 gives a number in half precision (IEEE 754, binary16), the lowest byte first.
func float16(b []byte) float64 {
	bits := binary.LittleEndian.Uint16(b)
	exponent, fraction := int(bits>>10&31), float64(bits&1023)
	v := math.Ldexp(1+fraction/1024, exponent-15)
	switch exponent {
	case 0:
		v = math.Ldexp(fraction, -24)
	case 31:
		return math.NaN()
	}
	if bits>>15 != 0 {
		return -v
	}
	return v
}

func textOfFloat(x float64) string { return finiteDigits(strconv.FormatFloat(x, 'f', -1, 64)) }

// finiteDigits gives nothing for NaN and the infinities, which stand for a value that is
// not there.
func finiteDigits(s string) string {
	if strings.ContainsAny(s, "NI") {
		return ""
	}
	return s
}

// textOfInt96 gives a time: nanoseconds of the day, then the Julian day.
func textOfInt96(v Cell) string {
	const epoch = 2440588 // Julian day of 1970-01-01
	nanos := int64(binary.LittleEndian.Uint64(v.bytes))
	day := int64(binary.LittleEndian.Uint32(v.bytes[8:]))
	return time.Unix((day-epoch)*86400, nanos).UTC().Format(time.RFC3339)
}

// unitsPerSecond gives how many units a time counts per second.
func unitsPerSecond(unit format.TimeUnit) int64 {
	switch unit.Value.(type) {
	case *format.MilliSeconds:
		return 1e3
	case *format.MicroSeconds:
		return 1e6
	}
	return 1e9
}

func timeOf(count, perSecond int64) time.Time {
	return time.Unix(count/perSecond, count%perSecond*(1e9/perSecond)).UTC()
}
