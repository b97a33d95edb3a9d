using System.Globalization;
using Toktrack.Scanner.Model;
using Toktrack.Scanner.Query;

namespace Toktrack.Scanner.Tests.Query;

public sealed class LocalCalendarTests
{
    // zone, moment (UTC), hour, day, week from Monday, week from Sunday, month, year
    [Theory]
    [InlineData("UTC", "2026-01-01T00:00:00Z", "2026-01-01T00:00+00:00", "2026-01-01", "2025-12-29", "2025-12-28", "2026-01", "2026")]
    [InlineData("UTC", "2025-12-31T23:59:59.9999999Z", "2025-12-31T23:00+00:00", "2025-12-31", "2025-12-29", "2025-12-28", "2025-12", "2025")]
    [InlineData("UTC", "2024-02-28T23:59:59Z", "2024-02-28T23:00+00:00", "2024-02-28", "2024-02-26", "2024-02-25", "2024-02", "2024")]
    [InlineData("UTC", "2024-02-29T00:00:00Z", "2024-02-29T00:00+00:00", "2024-02-29", "2024-02-26", "2024-02-25", "2024-02", "2024")]
    [InlineData("UTC", "2024-02-29T23:59:59Z", "2024-02-29T23:00+00:00", "2024-02-29", "2024-02-26", "2024-02-25", "2024-02", "2024")]
    [InlineData("UTC", "2024-03-01T00:00:00Z", "2024-03-01T00:00+00:00", "2024-03-01", "2024-02-26", "2024-02-25", "2024-03", "2024")]
    [InlineData("UTC", "2025-02-28T23:59:59Z", "2025-02-28T23:00+00:00", "2025-02-28", "2025-02-24", "2025-02-23", "2025-02", "2025")]
    [InlineData("UTC", "2025-03-01T00:00:00Z", "2025-03-01T00:00+00:00", "2025-03-01", "2025-02-24", "2025-02-23", "2025-03", "2025")]
    [InlineData("UTC", "2026-03-01T12:00:00Z", "2026-03-01T12:00+00:00", "2026-03-01", "2026-02-23", "2026-03-01", "2026-03", "2026")]
    [InlineData("UTC", "2026-03-02T12:00:00Z", "2026-03-02T12:00+00:00", "2026-03-02", "2026-03-02", "2026-03-01", "2026-03", "2026")]
    [InlineData("UTC", "2026-03-07T12:00:00Z", "2026-03-07T12:00+00:00", "2026-03-07", "2026-03-02", "2026-03-01", "2026-03", "2026")]
    [InlineData("UTC", "2026-03-08T12:00:00Z", "2026-03-08T12:00+00:00", "2026-03-08", "2026-03-02", "2026-03-08", "2026-03", "2026")]
    [InlineData("Asia/Seoul", "2025-12-31T14:59:59Z", "2025-12-31T23:00+09:00", "2025-12-31", "2025-12-29", "2025-12-28", "2025-12", "2025")]
    [InlineData("Asia/Seoul", "2025-12-31T15:00:00Z", "2026-01-01T00:00+09:00", "2026-01-01", "2025-12-29", "2025-12-28", "2026-01", "2026")]
    [InlineData("Asia/Kathmandu", "2026-03-14T18:14:59Z", "2026-03-14T23:00+05:45", "2026-03-14", "2026-03-09", "2026-03-08", "2026-03", "2026")]
    [InlineData("Asia/Kathmandu", "2026-03-14T18:15:00Z", "2026-03-15T00:00+05:45", "2026-03-15", "2026-03-09", "2026-03-15", "2026-03", "2026")]
    [InlineData("Asia/Kathmandu", "2026-02-28T18:15:00Z", "2026-03-01T00:00+05:45", "2026-03-01", "2026-02-23", "2026-03-01", "2026-03", "2026")]
    [InlineData("Asia/Kathmandu", "2026-03-14T19:14:59Z", "2026-03-15T00:00+05:45", "2026-03-15", "2026-03-09", "2026-03-15", "2026-03", "2026")]
    [InlineData("Asia/Kathmandu", "2026-03-14T19:15:00Z", "2026-03-15T01:00+05:45", "2026-03-15", "2026-03-09", "2026-03-15", "2026-03", "2026")]
    [InlineData("Asia/Kolkata", "2026-03-31T18:29:59Z", "2026-03-31T23:00+05:30", "2026-03-31", "2026-03-30", "2026-03-29", "2026-03", "2026")]
    [InlineData("Asia/Kolkata", "2026-03-31T18:30:00Z", "2026-04-01T00:00+05:30", "2026-04-01", "2026-03-30", "2026-03-29", "2026-04", "2026")]
    [InlineData("Pacific/Apia", "2011-12-30T09:59:59Z", "2011-12-29T23:00-10:00", "2011-12-29", "2011-12-26", "2011-12-25", "2011-12", "2011")] // 30 December never was
    [InlineData("Pacific/Apia", "2011-12-30T10:00:00Z", "2011-12-31T00:00+14:00", "2011-12-31", "2011-12-26", "2011-12-25", "2011-12", "2011")]
    [InlineData("Pacific/Apia", "2011-12-31T09:59:59Z", "2011-12-31T23:00+14:00", "2011-12-31", "2011-12-26", "2011-12-25", "2011-12", "2011")]
    [InlineData("Pacific/Apia", "2011-12-31T10:00:00Z", "2012-01-01T00:00+14:00", "2012-01-01", "2011-12-26", "2012-01-01", "2012-01", "2012")]
    [InlineData("Pacific/Apia", "2026-01-01T10:59:59Z", "2026-01-01T23:00+13:00", "2026-01-01", "2025-12-29", "2025-12-28", "2026-01", "2026")]
    [InlineData("Pacific/Apia", "2026-01-01T11:00:00Z", "2026-01-02T00:00+13:00", "2026-01-02", "2025-12-29", "2025-12-28", "2026-01", "2026")]
    [InlineData("Pacific/Kiritimati", "2025-12-31T10:00:00Z", "2026-01-01T00:00+14:00", "2026-01-01", "2025-12-29", "2025-12-28", "2026-01", "2026")]
    [InlineData("Pacific/Niue", "2026-01-01T10:59:59Z", "2025-12-31T23:00-11:00", "2025-12-31", "2025-12-29", "2025-12-28", "2025-12", "2025")]
    [InlineData("Pacific/Niue", "2026-01-01T11:00:00Z", "2026-01-01T00:00-11:00", "2026-01-01", "2025-12-29", "2025-12-28", "2026-01", "2026")]
    [InlineData("Etc/GMT+12", "2026-01-01T11:59:59Z", "2025-12-31T23:00-12:00", "2025-12-31", "2025-12-29", "2025-12-28", "2025-12", "2025")]
    [InlineData("Europe/Berlin", "2026-03-29T00:59:59Z", "2026-03-29T01:00+01:00", "2026-03-29", "2026-03-23", "2026-03-29", "2026-03", "2026")] // gap
    [InlineData("Europe/Berlin", "2026-03-29T01:00:00Z", "2026-03-29T03:00+02:00", "2026-03-29", "2026-03-23", "2026-03-29", "2026-03", "2026")]
    [InlineData("Europe/Berlin", "2026-03-28T23:00:00Z", "2026-03-29T00:00+01:00", "2026-03-29", "2026-03-23", "2026-03-29", "2026-03", "2026")]
    [InlineData("Europe/Berlin", "2026-03-29T21:59:59Z", "2026-03-29T23:00+02:00", "2026-03-29", "2026-03-23", "2026-03-29", "2026-03", "2026")]
    [InlineData("Europe/Berlin", "2026-03-29T22:00:00Z", "2026-03-30T00:00+02:00", "2026-03-30", "2026-03-30", "2026-03-29", "2026-03", "2026")]
    [InlineData("Europe/Berlin", "2026-10-25T00:00:00Z", "2026-10-25T02:00+02:00", "2026-10-25", "2026-10-19", "2026-10-25", "2026-10", "2026")] // overlap
    [InlineData("Europe/Berlin", "2026-10-25T00:59:59Z", "2026-10-25T02:00+02:00", "2026-10-25", "2026-10-19", "2026-10-25", "2026-10", "2026")]
    [InlineData("Europe/Berlin", "2026-10-25T01:00:00Z", "2026-10-25T02:00+01:00", "2026-10-25", "2026-10-19", "2026-10-25", "2026-10", "2026")]
    [InlineData("Europe/Berlin", "2026-10-24T21:59:59Z", "2026-10-24T23:00+02:00", "2026-10-24", "2026-10-19", "2026-10-18", "2026-10", "2026")]
    [InlineData("Europe/Berlin", "2026-10-25T22:59:59Z", "2026-10-25T23:00+01:00", "2026-10-25", "2026-10-19", "2026-10-25", "2026-10", "2026")]
    [InlineData("Europe/Berlin", "2026-10-25T23:00:00Z", "2026-10-26T00:00+01:00", "2026-10-26", "2026-10-26", "2026-10-25", "2026-10", "2026")]
    [InlineData("America/New_York", "2026-03-08T06:59:59Z", "2026-03-08T01:00-05:00", "2026-03-08", "2026-03-02", "2026-03-08", "2026-03", "2026")]
    [InlineData("America/New_York", "2026-03-08T07:00:00Z", "2026-03-08T03:00-04:00", "2026-03-08", "2026-03-02", "2026-03-08", "2026-03", "2026")]
    [InlineData("America/New_York", "2026-11-01T05:30:00Z", "2026-11-01T01:00-04:00", "2026-11-01", "2026-10-26", "2026-11-01", "2026-11", "2026")]
    [InlineData("America/New_York", "2026-11-01T06:30:00Z", "2026-11-01T01:00-05:00", "2026-11-01", "2026-10-26", "2026-11-01", "2026-11", "2026")]
    [InlineData("America/New_York", "2026-01-01T04:59:59Z", "2025-12-31T23:00-05:00", "2025-12-31", "2025-12-29", "2025-12-28", "2025-12", "2025")]
    [InlineData("America/St_Johns", "2026-03-08T05:29:59Z", "2026-03-08T01:00-03:30", "2026-03-08", "2026-03-02", "2026-03-08", "2026-03", "2026")]
    [InlineData("America/St_Johns", "2026-03-08T05:30:00Z", "2026-03-08T03:00-02:30", "2026-03-08", "2026-03-02", "2026-03-08", "2026-03", "2026")]
    [InlineData("America/St_Johns", "2026-01-01T03:29:59Z", "2025-12-31T23:00-03:30", "2025-12-31", "2025-12-29", "2025-12-28", "2025-12", "2025")]
    [InlineData("Australia/Lord_Howe", "2026-04-04T14:45:00Z", "2026-04-05T01:00+11:00", "2026-04-05", "2026-03-30", "2026-04-05", "2026-04", "2026")] // half an hour is repeated
    [InlineData("Australia/Lord_Howe", "2026-04-04T15:00:00Z", "2026-04-05T01:00+10:30", "2026-04-05", "2026-03-30", "2026-04-05", "2026-04", "2026")]
    [InlineData("Australia/Lord_Howe", "2026-10-03T15:30:00Z", "2026-10-04T02:00+11:00", "2026-10-04", "2026-09-28", "2026-10-04", "2026-10", "2026")]
    [InlineData("Pacific/Chatham", "2026-03-14T10:14:59Z", "2026-03-14T23:00+13:45", "2026-03-14", "2026-03-09", "2026-03-08", "2026-03", "2026")]
    [InlineData("Pacific/Chatham", "2026-03-14T10:15:00Z", "2026-03-15T00:00+13:45", "2026-03-15", "2026-03-09", "2026-03-15", "2026-03", "2026")]
    [InlineData("America/Sao_Paulo", "2018-11-04T02:59:59Z", "2018-11-03T23:00-03:00", "2018-11-03", "2018-10-29", "2018-10-28", "2018-11", "2018")] // midnight is skipped
    [InlineData("America/Sao_Paulo", "2018-11-04T03:00:00Z", "2018-11-04T01:00-02:00", "2018-11-04", "2018-10-29", "2018-11-04", "2018-11", "2018")]
    [InlineData("America/Sao_Paulo", "2019-02-17T01:59:59Z", "2019-02-16T23:00-02:00", "2019-02-16", "2019-02-11", "2019-02-10", "2019-02", "2019")] // 23:00 comes twice
    [InlineData("America/Sao_Paulo", "2019-02-17T02:00:00Z", "2019-02-16T23:00-03:00", "2019-02-16", "2019-02-11", "2019-02-10", "2019-02", "2019")]
    [InlineData("America/Sao_Paulo", "2019-02-17T03:00:00Z", "2019-02-17T00:00-03:00", "2019-02-17", "2019-02-11", "2019-02-17", "2019-02", "2019")]
    [InlineData("America/Havana", "2026-03-08T04:59:59Z", "2026-03-07T23:00-05:00", "2026-03-07", "2026-03-02", "2026-03-01", "2026-03", "2026")]
    [InlineData("America/Havana", "2026-03-08T05:00:00Z", "2026-03-08T01:00-04:00", "2026-03-08", "2026-03-02", "2026-03-08", "2026-03", "2026")]
    [InlineData("Africa/Casablanca", "2026-02-15T02:00:00Z", "2026-02-15T02:00+00:00", "2026-02-15", "2026-02-09", "2026-02-15", "2026-02", "2026")]
    [InlineData("UTC", "9999-12-31T23:59:59Z", "9999-12-31T23:00+00:00", "9999-12-31", "9999-12-27", "9999-12-26", "9999-12", "9999")]
    [InlineData("Asia/Seoul", "9999-12-31T23:59:59Z", "9999-12-31T23:00+09:00", "9999-12-31", "9999-12-27", "9999-12-26", "9999-12", "9999")]
    [InlineData("America/New_York", "0001-01-01T00:00:00Z", null, "0001-01-01", "0001-01-01", "0001-01-01", "0001-01", "0001")]
    public void KeyOf_AroundClockChangesAndBorders_IsTheLocalPeriod(string zone, string utc, string? hour, string day, string monday, string sunday, string month, string year)
    {
        var ticks = DateTimeOffset.Parse(utc, CultureInfo.InvariantCulture).UtcTicks;
        var slot = UsageSlot.StartOf(ticks);
        var info = TimeZoneInfo.FindSystemTimeZoneById(zone);
        var (byMonday, bySunday) = (new LocalCalendar(info), new LocalCalendar(info, DayOfWeek.Sunday));
        string Name(LocalCalendar calendar, Period period) => RowNames.Of(calendar.KeyOf(slot, period), period, new());
        if (hour is not null) Name(byMonday, Period.Hour).Should().Be(hour);
        Name(byMonday, Period.Day).Should().Be(day);
        Name(byMonday, Period.Week).Should().Be(monday);
        Name(bySunday, Period.Week).Should().Be(sunday);
        Name(byMonday, Period.Month).Should().Be(month);
        Name(byMonday, Period.Year).Should().Be(year);
        byMonday.DayOf(ticks).Should().Be(DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("Europe/Berlin", "2026-03-29", 23)]
    [InlineData("Europe/Berlin", "2026-10-25", 25)]
    [InlineData("America/Sao_Paulo", "2018-11-04", 23)]
    [InlineData("America/Sao_Paulo", "2019-02-16", 25)]
    [InlineData("Pacific/Apia", "2011-12-30", 0)]
    [InlineData("Australia/Lord_Howe", "2026-04-05", 24.5)]
    [InlineData("Asia/Kathmandu", "2026-03-15", 24)]
    public void StartOf_ConsecutiveDays_AreApartByTheDaysHours(string zone, string day, double hours)
    {
        var calendar = new LocalCalendar(TimeZoneInfo.FindSystemTimeZoneById(zone));
        var date = DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        TimeSpan.FromTicks(calendar.StartOf(date.AddDays(1)) - calendar.StartOf(date)).TotalHours.Should().Be(hours);
    }

    [Fact]
    public void Run_HourlyOverARepeatedHour_ShowsItTwice()
    {
        var snapshot = new SlotList().Add("2026-10-25T00:30:00Z", 1).Add("2026-10-25T01:30:00Z", 2).Snapshot;
        var query = new UsageQuery { Period = Period.Hour, Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin") };
        query.Run(snapshot, null).Rows.Select(r => (r.Name, r.Tokens.Input)).Should().Equal(("2026-10-25T02:00+02:00", 1), ("2026-10-25T02:00+01:00", 2));
    }

    [Fact]
    public void Run_ASkippedDay_FiltersNothing()
    {
        var snapshot = new SlotList().Add("2011-12-30T09:59:59Z", 1).Add("2011-12-30T10:00:00Z", 2).Snapshot;
        var query = new UsageQuery { Zone = TimeZoneInfo.FindSystemTimeZoneById("Pacific/Apia"), Since = new(2011, 12, 30), Until = new(2011, 12, 30) };
        query.Run(snapshot, null).Rows.Should().BeEmpty();
        (query with { Until = new(2011, 12, 31) }).Run(snapshot, null).Rows.Should().ContainSingle().Which.Tokens.Input.Should().Be(2);
    }
}
