using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.Playwright;
using NetworkGen.Cli.Tests.Harness;
using Xunit;

namespace NetworkGen.Cli.Tests.Page;

/// <summary>The report of the course's networks, and a browser to open it in.</summary>
public sealed class PageFixture : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>The project of good networks.</summary>
    public CourseFixture Course { get; } = new();

    /// <summary>The page's file.</summary>
    public string File => Course.Project.File("report.html");

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        if (ChromiumFactAttribute.Browser is not { } executable)
        {
            return;
        }

        await Course.InitializeAsync();
        Run run = await Run.Of("report", Course.Project.Path, "-o", File);
        Assert.Equal((0, ""), (run.ExitCode, run.Output));
        Assert.Equal($"{File}: DilatedNet, WideNet and ResNet18.\n", run.Error);

        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = executable,
            Args = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    /// <summary>Opens the page at a network.</summary>
    internal async Task<ReportPageUnderTest> OpenAsync(string network, ColorScheme scheme = ColorScheme.Light, int width = 1280)
    {
        IPage page = await _browser!.NewPageAsync(new BrowserNewPageOptions { ColorScheme = scheme, ViewportSize = new ViewportSize { Width = width, Height = 1000 }, ReducedMotion = ReducedMotion.Reduce });
        List<string> complaints = [];
        page.Console += (_, message) => complaints.Add(message.Text);
        page.PageError += (_, error) => complaints.Add(error);
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith("file:") && !request.Url.StartsWith("data:"))
            {
                complaints.Add("request of " + request.Url);
            }
        };
        await page.GotoAsync($"file://{File}#Course.{network}".Replace("Course.ResNet18", "Zoo.ResNet18"));
        return new ReportPageUnderTest(page, Course.Network(network), complaints);
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        await Course.DisposeAsync();
    }
}
