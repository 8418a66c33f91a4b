package query

import "reflect"

// sizeOf is how many bytes a value takes in memory, all that it leads to
// included. Bytes that several strings share are counted for each: it is never
// less than what is held.
func sizeOf(v any) int {
	seen := map[uintptr]bool{}
	r := reflect.ValueOf(v)
	return int(r.Type().Size()) + beyond(r, seen)
}

// beyond is the bytes that a value leads to.
func beyond(v reflect.Value, seen map[uintptr]bool) int {
	switch v.Kind() {
	case reflect.String:
		return v.Len()
	case reflect.Pointer:
		if v.IsNil() || seen[v.Pointer()] {
			return 0
		}
		seen[v.Pointer()] = true
		return int(v.Type().Elem().Size()) + beyond(v.Elem(), seen)
	case reflect.Interface:
		if v.IsNil() {
			return 0
		}
		return int(v.Elem().Type().Size()) + beyond(v.Elem(), seen)
	case reflect.Slice:
		return listSize(v, seen)
	case reflect.Array:
		n := 0
		for i := range v.Len() {
			n += beyond(v.Index(i), seen)
		}
		return n
	case reflect.Struct:
		n := 0
		for i := range v.NumField() {
			n += beyond(v.Field(i), seen)
		}
		return n
	case reflect.Map:
		n := 48
		for it := v.MapRange(); it.Next(); {
			n += 2*int(v.Type().Key().Size()+v.Type().Elem().Size()) + beyond(it.Key(), seen) + beyond(it.Value(), seen)
		}
		return n
	}
	return 0
}

// listSize is the bytes of a slice's room and of what its items lead to.
func listSize(v reflect.Value, seen map[uintptr]bool) int {
	if v.Cap() == 0 || seen[v.Pointer()] {
		return 0
	}
	seen[v.Pointer()] = true
	n := v.Cap() * int(v.Type().Elem().Size())
	if !leads(v.Type().Elem()) {
		return n
	}
	for i := range v.Len() {
		n += beyond(v.Index(i), seen)
	}
	return n
}

// leads reports whether values of a type may lead to others.
func leads(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.String, reflect.Pointer, reflect.Slice, reflect.Map, reflect.Interface:
		return true
	case reflect.Struct:
		for i := range t.NumField() {
			if leads(t.Field(i).Type) {
				return true
			}
		}
	case reflect.Array:
		return leads(t.Elem())
	}
	return false
}
